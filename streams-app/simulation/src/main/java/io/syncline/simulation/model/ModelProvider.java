package io.syncline.simulation.model;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
import io.syncline.port.Stamped;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One model mailbox behind the port that the real providers implement. */
public final class ModelProvider implements MailboxProvider {

    private final ModelMailbox mailbox;
    private final DeltaChain chain;
    private final Supplier<Instant> clock;
    private final Consumer<Fault> told;
    private Optional<Fault> next = Optional.empty();
    private Dialect dialect;
    private boolean down;
    private BiConsumer<ModelMailbox.Item, Set<String>> inBetween = (item, written) -> {};

    /**
     * @param clock virtual time
     * @param told hears of each fault that came to pass
     */
    public ModelProvider(ModelMailbox mailbox, Dialect dialect, Supplier<Instant> clock,
            Consumer<Fault> told) {
        this.mailbox = mailbox;
        this.dialect = dialect;
        this.chain = new DeltaChain(mailbox, told);
        this.clock = clock;
        this.told = told;
    }

    /** What goes wrong with the next request to which it can happen. */
    public void spoilNext(Fault fault) {
        next = Optional.of(fault);
    }

    /** Nothing goes wrong any more. */
    public void spoilNothing() {
        next = Optional.empty();
        inBetween = (item, written) -> {};
        chain.behave();
    }

    /** What the chain of changes does wrong, by these dice. */
    public void misbehave(Dice dice) {
        chain.misbehave(dice);
    }

    public void setDown(boolean isDown) {
        down = isDown;
    }

    public boolean isDown() {
        return down;
    }

    /** From now on the mailbox is reached the other way: every id is another. */
    public void speak(Dialect other) {
        dialect = other;
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * What a person does between our next look and our write.
     *
     * @param edit to the item that is written; hears which fields the write names
     */
    public void setInBetween(BiConsumer<ModelMailbox.Item, Set<String>> edit) {
        inBetween = edit;
    }

    @Override
    public String name() {
        return dialect.provider();
    }

    @Override
    public boolean keepsIds() {
        return dialect.keepsIds();
    }

    @Override
    public Map<String, Integer> entriesMax() {
        return Fields.entriesMax();
    }

    @Override
    public Answer<List<String>> folders(MailboxRef ref) {
        return asked(() -> Answer.of(ModelMailbox.FOLLOWED));
    }

    @Override
    public Answer<Changes> changes(MailboxRef ref, String folderId, String position,
            int pageSize) {
        return asked(() -> Answer.of(chain.changes(dialect, folderId, position, pageSize)));
    }

    @Override
    public Answer<Set<String>> privateIds(MailboxRef ref, String folderId) {
        return asked(() -> {
            Set<String> ids = new HashSet<>();
            mailbox.alive()
                    .stream()
                    .filter(item -> !item.shown(Fields.SENSITIVITY).isEmpty())
                    .forEach(item -> ids.add(dialect.external(item)));
            return Answer.of(ids);
        });
    }

    @Override
    public Answer<Sighting> read(MailboxRef ref, String externalId) {
        return asked(() -> item(externalId).then(item -> Answer.of(sighting(item, externalId))));
    }

    @Override
    public Answer<List<Reading>> findMadeIn(MailboxRef ref, Set<Instant> seconds) {
        return asked(() -> Answer.of(mailbox.alive()
                .stream()
                .filter(item -> seconds.contains(item.createdAt()))
                .map(item -> dialect.reading(item, true))
                .toList()));
    }

    @Override
    public Answer<List<Stamped>> findStamped(MailboxRef ref, String stamp) {
        return asked(() -> {
            List<Stamped> found = mailbox.all()
                    .stream()
                    .filter(item -> item.stamp().equals(stamp) && isFound(item))
                    .map(this::stamped)
                    .toList();
            mailbox.searched();
            return Answer.of(found);
        });
    }

    @Override
    public Answer<List<Reading>> findAlike(MailboxRef ref, Contact contact) {
        String email = Fields.of(contact).getOrDefault(Fields.EMAIL, "");
        return asked(() -> Answer.of(mailbox.alive()
                .stream()
                .filter(item -> item.shown(Fields.EMAIL).equals(email) && isFound(item))
                .map(item -> dialect.reading(item, true))
                .toList()));
    }

    @Override
    public Answer<Written> create(MailboxRef ref, Patch patch) {
        return asked(() -> {
            if (isRefused(patch)) {
                return refused();
            }
            Map<String, String> fields = written(patch);
            fields.values().removeIf(String::isEmpty);
            int hidden = takes(Fault.SEARCH_LAGS) ? looksMissed() : 0;
            return landed(mailbox.create(clock.get(), fields, patch.stamp(), patch.writeId(),
                    hidden));
        });
    }

    @Override
    public Answer<Written> patch(MailboxRef ref, Patch patch) {
        return asked(() -> item(patch.externalId()).then(item -> patched(item, patch)));
    }

    @Override
    public Answer<Written> delete(MailboxRef ref, String externalId, String version) {
        return asked(() -> item(externalId).then(item -> {
            if (item.deleted() || !isUnder(item, externalId)) {
                return Answer.of(new Written.Landed("", sighting(item, externalId)));
            }
            if (!item.version().equals(version) || !item.isFollowed()) {
                return Answer.of(new Written.Stale(sighting(item, externalId)));
            }
            mailbox.delete(clock.get(), item);
            return Answer.of(new Written.Landed("",
                    new Sighting.Gone(GoneEvidence.DELETED_ITEMS)));
        }));
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** Makes the request, unless what goes wrong next prevents it or hides its answer. */
    private <T> Answer<T> asked(Supplier<Answer<T>> request) {
        if (down) {
            told.accept(Fault.MAILBOX_DOWN);
            return Answer.failed(new Failure.Unavailable("the mailbox is down"));
        }
        if (takes(Fault.THROTTLED)) {
            return Answer.failed(new Failure.Throttled(Duration.ofSeconds(1), "too many"));
        }
        if (takes(Fault.REQUEST_LOST)) {
            return Answer.failed(new Failure.Unreachable(Duration.ZERO, "no connection"));
        }
        boolean unheard = takes(Fault.ANSWER_LOST);
        Answer<T> answer = request.get();
        return unheard
                ? Answer.failed(new Failure.Unreachable(Duration.ZERO, "no answer"))
                : answer;
    }

    private Answer<Written> patched(ModelMailbox.Item item, Patch patch) {
        if (!isUnder(item, patch.externalId())) {
            return Answer.of(new Written.Stale(sighting(item, patch.externalId())));
        }
        if (!item.deleted() && item.writeId().equals(patch.writeId())) {
            return Answer.of(new Written.Landed("", sighting(item, patch.externalId())));
        }
        if (!item.isFollowed() || !item.version().equals(patch.version())) {
            return Answer.of(new Written.Stale(sighting(item, patch.externalId())));
        }
        if (isRefused(patch)) {
            return refused();
        }
        if (takes(Fault.EDIT_IN_BETWEEN)) {
            inBetween.accept(item, Set.copyOf(patch.fields()));
        }
        return landed(mailbox.patch(clock.get(), mailbox.item(item.id()).orElseThrow(),
                written(patch), patch.writeId()));
    }

    /** An id that the service cannot read is refused, never gone (R21). */
    private Answer<ModelMailbox.Item> item(String externalId) {
        return mailbox.item(dialect.internal(externalId))
                .map(Answer::of)
                .orElseGet(() -> Answer.failed(new Failure.Rejected("malformed id")));
    }

    /** Now and then more than the sink is ready to wait for: then two are made, and an alert tells. */
    private int looksMissed() {
        return mailbox.all().size() % 3 == 0 ? 3 : 1;
    }

    private boolean takes(Fault fault) {
        if (!next.equals(Optional.of(fault))) {
            return false;
        }
        next = Optional.empty();
        told.accept(fault);
        return true;
    }

    private static boolean isFound(ModelMailbox.Item item) {
        return item.hiddenLooks() == 0;
    }

    private static Map<String, String> written(Patch patch) {
        return Fields.only(Fields.of(patch.contact()), Set.copyOf(patch.fields()));
    }

    private static boolean isRefused(Patch patch) {
        return written(patch).values()
                .stream()
                .anyMatch(value -> value.startsWith(ModelMailbox.REFUSED));
    }

    private Answer<Written> refused() {
        told.accept(Fault.VALUE_REFUSED);
        return Answer.failed(new Failure.Rejected("the value is not allowed"));
    }

    private Answer<Written> landed(ModelMailbox.Item item) {
        return Answer.of(new Written.Landed(item.version(),
                sighting(item, dialect.external(item))));
    }

    private Sighting sighting(ModelMailbox.Item item, String externalId) {
        if (!isUnder(item, externalId)) {
            return new Sighting.Gone(GoneEvidence.NOT_IN_ANY_FOLDER);
        }
        return item.deleted()
                ? new Sighting.Gone(GoneEvidence.DELETED_ITEMS)
                : new Sighting.There(dialect.reading(item, true));
    }

    /** Whether an item has this id still. */
    private boolean isUnder(ModelMailbox.Item item, String externalId) {
        return dialect.external(item).equals(externalId);
    }

    private Stamped stamped(ModelMailbox.Item item) {
        return new Stamped(dialect.reading(item, true), item.deleted());
    }
}
