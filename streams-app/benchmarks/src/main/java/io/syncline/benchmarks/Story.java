package io.syncline.benchmarks;

import io.syncline.benchmarks.Told.Said;
import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Contents;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.Value;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.ItemEvent.CommandIssued;
import io.syncline.core.state.ItemState;
import io.syncline.schemas.contact.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What happens in one listed mailbox and its CRM, as facts; the same seed tells the same story. In
 * a round every contact is edited once in the mailbox and once in the CRM, and every command that
 * merge issues is carried out. One edit in eight did not know of the other side's.
 */
public final class Story {

    /** About what a round tells of each contact: a reading, a patch and an answer. */
    static final int FACTS_A_ROUND = 3;

    private static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
    private static final Duration STEP = Duration.ofMillis(10);
    private static final int ONE_IN = 8;
    /** How many commands of one item are answered in a round; more would never get quiet. */
    private static final int ANSWERS_MAX = 8;

    private final String name;
    private final Random random;
    private final People people;
    private final FoldedMailbox mailbox;
    private final Map<ItemKey, MailboxItem> items = new HashMap<>();
    private final List<MailboxItem> listed = new ArrayList<>();
    private final List<Command> outstanding = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private Instant now = START;
    private long facts;

    /** Begins with the first listing of so many contacts. */
    Story(long seed, int contacts) {
        this("agent-1", seed, contacts);
    }

    /** The same, in the mailbox of this id. */
    public Story(String name, long seed, int contacts) {
        this.name = name;
        mailbox = new FoldedMailbox(name);
        random = new Random(seed);
        people = new People(random);
        mailbox.tell(now, new Fact.CapabilitiesTold(nextId(), FoldedMailbox.PROVIDER,
                MailboxItem.ENTRIES_MAX, true));
        mailbox.tell(now, new Fact.FirstListingCompleted(nextId()));
        for (int i = 0; i < contacts; i++) {
            MailboxItem item = new MailboxItem(name, i, people.next(), now);
            items.put(item.key(), item);
            listed.add(item);
            read(item);
        }
    }

    FoldedMailbox mailbox() {
        return mailbox;
    }

    /** What is said of the mailbox before anything of its contacts. */
    public List<JournalEntry> opening() {
        EntryWriter writer = new EntryWriter(name);
        return List.of(writer.capabilities(id(1), MailboxItem.ENTRIES_MAX), writer.listed(id(2)));
    }

    /** What was told of contacts since this was last asked. */
    public List<Told> taken() {
        List<Told> all = List.copyOf(told);
        told.clear();
        return all;
    }

    /** Goes on for so many rounds, of which only the states remain. */
    void live(int rounds) {
        for (int i = 0; i < rounds; i++) {
            round();
            told.clear();
        }
    }

    /** Goes on for so many rounds and keeps their facts. */
    Recording recorded(int rounds) {
        told.clear();
        FoldedMailbox start = mailbox.copy();
        Instant from = now;
        for (int i = 0; i < rounds; i++) {
            round();
        }
        return new Recording(start, told, Duration.between(from, now).plus(STEP).toMillis());
    }

    /** Every contact is edited by the CRM, and every command carried out. */
    public void editedInCrm() {
        inAnyOrder().forEach(this::editInCrm);
        answerAll();
    }

    /** Every contact is edited on both sides, and every command carried out. */
    public void round() {
        inAnyOrder().forEach(this::editInMailbox);
        inAnyOrder().forEach(this::editInCrm);
        // These come under our write: the reading waits, and the write is answered as stale.
        inAnyOrder().stream().limit(listed.size() / ONE_IN).forEach(this::editInMailbox);
        answerAll();
    }

    private void answerAll() {
        for (int i = 0; i < ANSWERS_MAX; i++) {
            List<Command> commands = List.copyOf(outstanding);
            outstanding.clear();
            commands.forEach(this::answer);
        }
        if (!outstanding.isEmpty()) {
            throw new IllegalStateException("Still outstanding after " + ANSWERS_MAX
                    + " answers: " + outstanding.size() + " commands");
        }
    }

    private List<MailboxItem> inAnyOrder() {
        List<MailboxItem> order = new ArrayList<>(listed);
        Collections.shuffle(order, random);
        return order;
    }

    private void editInMailbox(MailboxItem item) {
        String field = people.fieldToEdit();
        item.edit(field, people.edited(field, item.value(field)), now);
        read(item);
    }

    private void read(MailboxItem item) {
        Reading reading = item.reading();
        tell(new Fact.ItemObserved(nextId(), reading), said(item, reading));
    }

    private void editInCrm(MailboxItem item) {
        ItemState merged = mailbox.item(item.key()).orElseThrow();
        String field = people.fieldToEdit();
        Value value = people.edited(field, merged.value(field));
        long behind = random.nextInt(ONE_IN) == 0 ? 1 : 0;
        Fact.RecordEdited edit = new Fact.RecordEdited(
                ItemKey.uuid5("crm", Long.toString(facts), item.externalId()), item.key().item(),
                Fact.EditVerb.PATCH, Set.of(field), Contents.of(Map.of(field, value)), now, -1,
                Math.max(1, merged.version() - behind), "");
        tell(edit, new Said(item.externalId(), edit.fields(), edit.contents(),
                now.toEpochMilli()));
    }

    /** The sink carries a command out, where the mailbox is as the command supposes. */
    private void answer(Command command) {
        MailboxItem item = items.get(command.key());
        if (item == null) {
            throw new IllegalStateException("A command for an unknown item: " + command.key());
        }
        Outcome outcome = carriedOut(command, item);
        boolean written = command.verb() == Verb.PATCH && outcome == Outcome.LANDED;
        Reading reading = item.reading();
        tell(new Fact.CommandAnswered("result of " + command.writeId(), command, outcome,
                written ? item.version() : "", new Presence.There(reading), "", 1),
                said(item, reading));
    }

    private Outcome carriedOut(Command command, MailboxItem item) {
        return switch (command.verb()) {
            case READ -> Outcome.LANDED;
            case PATCH -> {
                if (!command.version().equals(item.version())) {
                    yield Outcome.STALE;
                }
                item.write(command, now);
                yield Outcome.LANDED;
            }
            case CREATE, DELETE -> throw new IllegalStateException(
                    "Nothing is made or deleted here, but merge commands " + command.verb());
        };
    }

    private void tell(Fact.OfItem fact, Said said) {
        now = now.plus(STEP);
        Fold.Folded folded = mailbox.tell(now, fact);
        told.add(new Told(name, now, fact, said));
        folded.steps().stream().flatMap(step -> step.events().stream()).forEach(event -> {
            if (event instanceof CommandIssued(Command command)) {
                outstanding.add(command);
            }
        });
    }

    private static Said said(MailboxItem item, Reading reading) {
        return new Said(item.externalId(), reading.fields(), reading.contents(),
                reading.modifiedAt().toEpochMilli());
    }

    /** As the source names its facts. */
    private String nextId() {
        facts++;
        return id(facts);
    }

    private String id(long number) {
        return FoldedMailbox.TENANT + "/" + name + "#" + number;
    }
}
