package io.syncline.topology.replay;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.ItemKey;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.Generations;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.wire.JournalReader;
import io.syncline.topology.wire.OutputWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Folds one partition of the journal from its beginning, in memory, and keeps what merge would have
 * published last of each item. Used once, by one thread.
 *
 * <p>
 * Mailboxes know nothing of each other, so what does not fit into memory is folded in several passes over the
 * same partition, in order of the mailboxes' keys: a replay that holds too many items gives the later half
 * of its mailboxes up, and {@link #rest} says after which mailbox another one has to begin. One
 * mailbox is never given up, so the memory needed is that of the limit and of the largest mailbox.
 */
public final class Replay implements JournalFold {

    static {
        AvroTrust.install();
    }

    private final int partition;
    private final Scope scope;
    private final String after;
    private final int itemsMax;
    private final Optional<OtherPolicies> other;
    private final Consumer<Fold.Step> steps;
    private final Map<String, MailboxState> tenants = new HashMap<>();
    /** By {@code tenant/mailbox/}. */
    private final NavigableMap<String, Folding> mailboxes = new TreeMap<>();
    private Optional<String> last = Optional.empty();
    private Instant now = Instant.EPOCH;
    private Generations generations = Generations.FIRST;
    private int items;

    /** A mailbox and what was published of its items. */
    record Folding(MailboxFold fold, NavigableMap<String, Merged> published) {}

    /**
     * @param partition of the journal
     * @param after only mailboxes whose keys come after this one; empty: from the first
     * @param itemsMax how many items it holds at most, but for a single mailbox
     */
    public Replay(int partition, Scope scope, String after, int itemsMax) {
        this(partition, scope, after, itemsMax, Optional.empty(), step -> {});
    }

    /**
     * @param other policies that mailboxes have from their beginning, whatever the journal says
     * @param steps gets everything that is done to items
     */
    Replay(int partition, Scope scope, String after, int itemsMax, Optional<OtherPolicies> other,
            Consumer<Fold.Step> steps) {
        this.other = other;
        this.steps = steps;
        this.partition = partition;
        this.scope = scope;
        this.after = after;
        this.itemsMax = itemsMax;
    }

    @Override
    public boolean needs(String key) {
        return scope.needs(key) && (isForMany(key) || isHere(mailbox(key)));
    }

    @Override
    public void tick(Instant at) {
        now = at.isAfter(now) ? at : now;
    }

    @Override
    public void tell(JournalEntry appended, long offset, Instant at) {
        tick(at);
        JournalEntry entry = other.map(policies -> policies.inPlaceOf(appended)).orElse(appended);
        if (!entry.getMailbox().isEmpty()) {
            fold(RecordKey.prefix(entry.getTenant(), entry.getMailbox()), entry, offset);
            giveUpWhatDoesNotFit();
            return;
        }
        Fact told = JournalReader.fact(entry);
        if (told instanceof Fact.GenerationMarked marked) {
            mark(marked, entry, offset);
        } else if (told instanceof Fact.OfMailbox fact) {
            tenants.merge(entry.getTenant(), MailboxState.UNKNOWN.after(fact, now),
                    (known, first) -> known.after(fact, now));
            mailboxes.forEach((prefix, folding) -> {
                if (prefix.startsWith(RecordKey.join(entry.getTenant()) + "/")) {
                    fold(folding, entry, offset);
                }
            });
        }
    }

    /** The items as they were published last, by the key that they have on {@code merged}. */
    public NavigableMap<String, Merged> items() {
        NavigableMap<String, Merged> all = new TreeMap<>();
        mailboxes.values().forEach(folding -> all.putAll(folding.published()));
        return all;
    }

    @Override
    public Optional<String> rest() {
        return last;
    }

    /** Whether a record's key on {@code merged} is of a mailbox that this pass is about. */
    public boolean covers(String key) {
        return scope.covers(key) && isHere(mailbox(key));
    }

    /** The journal's time at what was told last. */
    Instant now() {
        return now;
    }

    Collection<Folding> foldings() {
        return Collections.unmodifiableCollection(mailboxes.values());
    }

    /** A mark about generations of merge concerns every mailbox of the partition. */
    private void mark(Fact.GenerationMarked marked, JournalEntry entry, long offset) {
        generations.turn(marked, now).ifPresent(turn -> {
            generations = turn.after();
            mailboxes.values().forEach(folding -> folding.fold().mark(generations));
            if (turn.isForMailboxes()) {
                mailboxes.values().forEach(folding -> fold(folding, entry, offset));
            }
        });
    }

    private void fold(String prefix, JournalEntry entry, long offset) {
        fold(mailboxes.computeIfAbsent(prefix, key -> begun(entry)), entry, offset);
    }

    private Folding begun(JournalEntry entry) {
        MailboxFold fold = new MailboxFold(
                ItemKey.ofMailbox(entry.getTenant(), entry.getMailbox()),
                tenants.getOrDefault(entry.getTenant(), MailboxState.UNKNOWN));
        fold.mark(generations);
        other.flatMap(policies -> policies.decidedFor(fold.place()))
                .ifPresent(policy -> fold.fold(policy, now, step -> {}));
        return new Folding(fold, new TreeMap<>());
    }

    private void fold(Folding folding, JournalEntry entry, long offset) {
        folding.fold().fold(entry, now, step -> {
            publish(folding, step, offset);
            steps.accept(step);
        });
    }

    private void publish(Folding folding, Fold.Step step, long offset) {
        boolean isPublished = step.events()
                .stream()
                .anyMatch(event -> event instanceof ItemEvent.Published
                        || event instanceof ItemEvent.DeleteHeld);
        if (isPublished) {
            ItemKey key = step.after().key();
            boolean isNew = folding.published()
                    .put(key(key), OutputWriter.merged(step.after(), partition, offset)) == null;
            items += isNew ? 1 : 0;
        }
    }

    private void giveUpWhatDoesNotFit() {
        while (items > itemsMax && mailboxes.size() > 1) {
            int kept = mailboxes.size() / 2;
            while (mailboxes.size() > kept) {
                giveLastUp();
            }
            last = Optional.of(mailboxes.lastKey());
        }
    }

    /** Mailboxes that come later are for another pass. */
    void giveUpAfter(String mailbox) {
        while (!mailboxes.isEmpty() && mailboxes.lastKey().compareTo(mailbox) > 0) {
            giveLastUp();
        }
        last = Optional.of(mailbox);
    }

    private void giveLastUp() {
        items -= mailboxes.pollLastEntry().getValue().published().size();
    }

    private boolean isHere(String mailbox) {
        return mailbox.compareTo(after) > 0
                && (last.isEmpty() || mailbox.compareTo(last.get()) <= 0);
    }

    /** Whether it is about no single mailbox: its second part is empty. */
    private static boolean isForMany(String key) {
        return key.indexOf("//") >= 0 && key.indexOf("//") == key.indexOf('/');
    }

    /** As it stands on {@code merged}. */
    static String key(ItemKey key) {
        return new RecordKey(key.tenant(), key.mailbox(), key.item()).text();
    }

    private static String mailbox(String key) {
        return key.substring(0, key.indexOf('/', key.indexOf('/') + 1) + 1);
    }
}
