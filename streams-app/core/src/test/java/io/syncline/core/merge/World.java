package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Mark;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.core.fact.Review;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.Contents;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.state.Generations;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.Published;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import io.syncline.core.state.Slot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One mailbox, folded in memory; facts are told by short methods, so that a test reads as a story. */
final class World implements ItemLookup {

    static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
    private static final String TENANT = "acme";
    private static final String MAILBOX = "m1";
    static final String PROVIDER = "graph";

    final List<ItemEvent> events = new ArrayList<>();
    final List<Target.Refused> refusals = new ArrayList<>();
    private final Map<ItemKey, ItemState> items = new LinkedHashMap<>();
    private MailboxState mailbox = MailboxState.UNKNOWN;
    private Generations generations = Generations.FIRST;
    private Instant now = START;
    private Instant createdAt = Instant.EPOCH;
    private final ArrayDeque<Review> reviews = new ArrayDeque<>();
    private boolean reviewsWait;
    private boolean idsStay = true;
    private int facts;
    private final ItemKind kind;
    private final Fold fold;
    private final Typed typed;

    World() {
        this(ContactKind.CONTACT);
    }

    World(ItemKind kind) {
        this(kind, Fold.PROTOCOL);
    }

    private World(ItemKind kind, Fold fold) {
        this.kind = kind;
        this.fold = fold;
        this.typed = new Typed(kind);
    }

    /** A mailbox that has been listed. */
    static World listed() {
        return listed(Rules.PROTOCOL);
    }

    /** The same, decided about by these rules. */
    static World listed(Rules rules) {
        World world = new World(ContactKind.CONTACT, new Fold(rules)).capable();
        world.tell(new Fact.FirstListingCompleted(world.nextId()));
        return world;
    }

    /** A mailbox that has told what it can hold: two business phones, three e-mail addresses. */
    World capable() {
        return capable(PROVIDER);
    }

    /** The same, told by that provider. */
    World capable(String provider) {
        return capable(provider, Map.of());
    }

    /** The same, but for what it says of these fields. */
    World capable(String provider, Map<String, Integer> others) {
        Map<String, Integer> entries = new TreeMap<>();
        kind.fields().keySet().forEach(field -> entries.put(field, 3));
        entries.put("businessPhones", 2);
        entries.putAll(others);
        tell(new Fact.CapabilitiesTold(nextId(), provider, entries, idsStay));
        return this;
    }

    /** A mailbox that has been listed, with so many contacts: y0, y1 and so on. */
    static World filled(int contacts) {
        World world = listed();
        for (int i = 0; i < contacts; i++) {
            world.seen("y" + i, "ck1", "emailAddresses", "p" + i + "@example.com");
        }
        return world.atMinute(1);
    }

    /** A mailbox that has been listed, and in which whatever moves has another id then. */
    static World listedWhereIdsChange() {
        World world = new World();
        world.idsStay = false;
        world.capable();
        world.tell(new Fact.FirstListingCompleted(world.nextId()));
        return world;
    }

    World atMinute(int minute) {
        now = START.plusSeconds(60L * minute);
        return this;
    }

    Instant now() {
        return now;
    }

    /** What is read from now on was made then, as far as it says. */
    void showingMadeAt(Instant made) {
        createdAt = made;
    }

    void available() {
        tell(new Fact.MailboxAvailable(nextId()));
    }

    void seen(String id, String version, String... fieldsAndValues) {
        tell(observed(reading(id, version, now, fieldsAndValues)));
    }

    void seenStamped(String id, String version, String stamp, String... fieldsAndValues) {
        Reading read = reading(id, version, now, fieldsAndValues);
        tell(observed(new Reading(PROVIDER, id, version, now, createdAt, stamp, read.fields(),
                read.contents())));
    }

    void seenAt(Instant modifiedAt, String id, String version, String... fieldsAndValues) {
        tell(observed(reading(id, version, modifiedAt, fieldsAndValues)));
    }

    void seenBy(String provider, String id, String version, String... fieldsAndValues) {
        Reading read = reading(id, version, now, fieldsAndValues);
        tell(observed(new Reading(provider, id, version, now, createdAt, "", read.fields(),
                read.contents())));
    }

    void seenStampedBy(String provider, String id, String version, String stamp,
            String... fieldsAndValues) {
        Reading read = reading(id, version, now, fieldsAndValues);
        tell(observed(new Reading(provider, id, version, now, createdAt, stamp, read.fields(),
                read.contents())));
    }

    void untracked(String id) {
        tell(new Fact.ItemUntracked(nextId(), PROVIDER, id));
    }

    /** The items that live, by id; one whose delete is held lives. */
    List<String> living() {
        return items.values()
                .stream()
                .filter(item -> !item.isDeleted())
                .map(item -> item.key().item())
                .toList();
    }

    /** The items whose delete is held, by id. */
    List<String> held() {
        return items.values()
                .stream()
                .filter(ItemState::isDeleteHeld)
                .map(item -> item.key().item())
                .toList();
    }

    /** How many facts were told. */
    long facts() {
        return facts;
    }

    void reassign(String record, long seenVersion, String mailbox) {
        tell(new Fact.RecordEdited(nextId(), record, EditVerb.DELETE, Set.of(),
                Contents.of(Map.of()), now,
                -1, seenVersion, mailbox));
    }

    void gone(String id) {
        tell(new Fact.ItemGone(nextId(), PROVIDER, id));
    }

    void patch(String record, long seenVersion, String... fieldsAndValues) {
        patchAt(now, record, seenVersion, fieldsAndValues);
    }

    void patchAt(Instant editedAt, String record, long seenVersion, String... fieldsAndValues) {
        edit(EditVerb.PATCH, editedAt, record, seenVersion, fieldsAndValues);
    }

    void whole(String record, long seenVersion, String... fieldsAndValues) {
        edit(EditVerb.WHOLE, now, record, seenVersion, fieldsAndValues);
    }

    void delete(String record, long seenVersion) {
        edit(EditVerb.DELETE, now, record, seenVersion);
    }

    /** The CRM numbers its edits, and looked at the first version. */
    void numbered(EditVerb verb, long revision, String record, String... fieldsAndValues) {
        tell(new Fact.RecordEdited(nextId(), record, verb, Typed.names(fieldsAndValues),
                typed.contents(fieldsAndValues), now, revision, 1, ""));
    }

    void edit(EditVerb verb, Instant editedAt, String record, long seenVersion,
            String... fieldsAndValues) {
        Contents contents = typed.contents(fieldsAndValues);
        tell(new Fact.RecordEdited(nextId(), record, verb, Typed.names(fieldsAndValues), contents,
                editedAt, -1, seenVersion, ""));
    }

    /** The write landed at that version, and this is there now. */
    void landed(Command command, String id, String version, String... now) {
        answer(command, Outcome.LANDED, version, new Presence.There(
                reading(id, version, this.now, now)));
    }

    void answer(Command command, Outcome outcome, String landedVersion, Presence presence) {
        answer(command, outcome, landedVersion, presence, 1);
    }

    void answer(Command command, Outcome outcome, String landedVersion, Presence presence,
            int attempts) {
        tell(new Fact.CommandAnswered(nextId(), command, outcome, landedVersion, presence,
                "refused", attempts));
    }

    Presence there(String id, String version, String... fieldsAndValues) {
        return new Presence.There(reading(id, version, now, fieldsAndValues));
    }

    /** The only command outstanding; fails if there is none or another verb. */
    Command outstanding(Verb verb) {
        List<Command> commands = items.values()
                .stream()
                .map(ItemState::slot)
                .filter(Slot.Taken.class::isInstance)
                .map(slot -> ((Slot.Taken) slot).command())
                .toList();
        if (commands.size() != 1 || commands.getFirst().verb() != verb) {
            throw new AssertionError("Expected one " + verb + ", found " + commands);
        }
        return commands.getFirst();
    }

    boolean quiet() {
        return items.values().stream().allMatch(item -> item.slot() instanceof Slot.Free);
    }

    ItemState only() {
        if (items.size() != 1) {
            throw new AssertionError("Expected one item, found " + items.keySet());
        }
        return items.values().iterator().next();
    }

    List<ItemState> items() {
        return List.copyOf(items.values());
    }

    String value(String field) {
        return only().value(field).canonicalText();
    }

    ItemState item(String id) {
        return item(new ItemKey(TENANT, MAILBOX, id)).orElseThrow();
    }

    <E extends ItemEvent> List<E> told(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The item whose contact has, or had, this id. */
    ItemState itemOf(String externalId) {
        return items.values()
                .stream()
                .filter(item -> item.mailbox().externalId().equals(externalId))
                .findFirst()
                .orElseThrow();
    }

    /** The one item of which nobody knows who it is. */
    ItemState ambiguous() {
        return items.values()
                .stream()
                .filter(item -> item.trouble().ambiguous())
                .findFirst()
                .orElseThrow();
    }

    /** Whether a value stands in a Conflict, on either side. */
    boolean keeps(String text) {
        return conflicts().stream()
                .anyMatch(conflict -> conflict.lost().value().canonicalText().contains(text)
                        || conflict.kept().value().canonicalText().contains(text));
    }

    List<ConflictFound> conflicts() {
        return told(ConflictFound.class);
    }

    long version() {
        return told(Published.class).size();
    }

    /** A generation of merge takes a step; it is the first one's world until then. */
    void mark(Mark.Step step, int from, int to) {
        tell(new Fact.GenerationMarked(nextId(), new Mark(step, from, to)));
    }

    void tell(Fact fact) {
        if (fact instanceof Fact.GenerationMarked marked) {
            generations = generations.after(marked.mark(), now);
        }
        Fold.Folded folded = fold.fold(ItemKey.ofMailbox(TENANT, MAILBOX), fact,
                situation(), this);
        refusals.addAll(folded.refusals());
        mailbox = folded.mailbox();
        keep(folded.steps());
        reviews.addAll(folded.reviews());
        if (!reviewsWait) {
            goOnReviewing();
        }
    }

    /** Walks over all items go on only when told so. */
    void letReviewsWait() {
        reviewsWait = true;
    }

    void goOnReviewing() {
        while (!reviews.isEmpty()) {
            tell(new Fact.ReviewWanted(nextId(), reviews.removeFirst()));
        }
    }

    MailboxState mailbox() {
        return mailbox;
    }

    @Override
    public Optional<ItemState> item(ItemKey key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public List<ItemState> having(IndexEntry entry) {
        return items.values()
                .stream()
                .filter(item -> IndexEntry.of(item, kind).contains(entry))
                .sorted(Comparator.comparing(item -> item.key().item()))
                .toList();
    }

    @Override
    public List<ItemState> itemsAfter(ItemKey from, int itemsMax) {
        return items.values()
                .stream()
                .filter(item -> item.key().item().compareTo(from.item()) > 0)
                .sorted(Comparator.comparing(item -> item.key().item()))
                .limit(itemsMax)
                .toList();
    }

    private void keep(List<Fold.Step> steps) {
        steps.forEach(step -> {
            if (IndexEntry.areSurelyThoseOf(step.before(), step.after())) {
                assertThat(IndexEntry.of(step.after(), kind))
                        .isEqualTo(IndexEntry.of(step.before(), kind));
            }
            items.put(step.after().key(), step.after());
            events.addAll(step.events());
        });
    }

    private Situation situation() {
        return new Situation(kind, mailbox, now, generations);
    }

    private Fact.ItemObserved observed(Reading reading) {
        return new Fact.ItemObserved(nextId(), reading);
    }

    Reading reading(String id, String version, Instant modifiedAt, String... fieldsAndValues) {
        return new Reading(PROVIDER, id, version, modifiedAt, createdAt, "",
                Typed.names(fieldsAndValues),
                typed.contents(fieldsAndValues));
    }

    private String nextId() {
        facts++;
        return "e" + facts;
    }
}
