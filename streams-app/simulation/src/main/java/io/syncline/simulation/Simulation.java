package io.syncline.simulation;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.state.ItemEvent;
import io.syncline.simulation.People.Person;
import io.syncline.simulation.People.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One history from one seed: people edit on both sides while source, sink and CRM go on at random, late,
 * twice or not at all; then everybody finishes what is left, and {@link People} says what does not
 * stand. Time is virtual; the same seed always gives the same history.
 */
public final class Simulation {

    private static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
    private static final int STEPS = 250;
    private static final int QUIET_ROUNDS_MAX = 2_000;
    private static final List<String> SCALARS = List.of("jobTitle", "companyName", "department");

    private final Random random;
    private final FoldedMailbox folded = new FoldedMailbox();
    private final ModelMailbox mailbox;
    private final ModelCrm crm;
    private final ModelSink sink;
    private final People people = new People();
    private final List<String> story = new ArrayList<>();
    /** Results that the sink has and that have not reached the journal. */
    private final List<Fact.CommandAnswered> results = new ArrayList<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private final Set<String> listed = new TreeSet<>();
    private final List<Fact> observed = new ArrayList<>();
    private Instant now = START;
    private int read;
    private int nextCommand;
    private int facts;
    private boolean somethingUnavailable;

    /**
     * How a history ended.
     *
     * @param problems what does not stand as it must; empty if all is well
     * @param story what happened, for people
     */
    public record Ending(List<String> problems, List<String> story) {
        public Ending {
            problems = List.copyOf(problems);
            story = List.copyOf(story);
        }
    }

    private Simulation(long seed) {
        this.random = new Random(seed);
        this.mailbox = new ModelMailbox(skew());
        this.crm = new ModelCrm(skew());
        this.sink = new ModelSink(mailbox);
    }

    /** Plays the history of a seed. */
    public static Ending run(long seed) {
        Simulation simulation = new Simulation(seed);
        return new Ending(simulation.play(), simulation.story);
    }

    private List<String> play() {
        Map<String, Integer> entries = new TreeMap<>();
        Values.FIELDS.forEach(field -> entries.put(field, Integer.MAX_VALUE));
        append(new Fact.CapabilitiesTold(id(), Values.PROVIDER, entries));
        append(new Fact.FirstListingCompleted(id()));
        for (int i = 0; i < STEPS; i++) {
            now = now.plusMillis(random.nextInt(1_500));
            step();
        }
        if (!untilQuiet()) {
            return List.of("It does not come to rest (I4)");
        }
        List<String> problems = new ArrayList<>(people.problems(
                mailbox.alive().stream().map(ModelMailbox.Item::fields).toList(),
                crm.alive().stream().map(ModelCrm.Record::fields).toList(), keptValues()));
        if (!folded.isReplayable()) {
            problems.add("The journal folds to something else a second time (I6)");
        }
        int commands = folded.commands().size();
        now = now.plusSeconds(5);
        mailbox.all().forEach(item -> mailbox.replay(item.id()));
        untilQuiet();
        folded.commands()
                .subList(commands, folded.commands().size())
                .stream()
                .filter(command -> command.verb() != Command.Verb.READ)
                .forEach(
                        command -> problems.add("A write after rest: " + command.verb() + " (I4)"));
        return problems;
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0 -> addPerson();
            case 1, 2 -> editInOutlook();
            case 3, 4 -> editInCrm();
            case 5 -> deleteSomebody();
            case 6 -> look(random.nextInt(8) == 0);
            case 7 -> publishObserved();
            case 8 -> carryOut(true);
            case 9 -> publishResult();
            case 10 -> sendEdit(random.nextInt(8) == 0);
            default -> crm.follow(folded.changes());
        }
    }

    /** Everybody finishes, without faults; false if that never ends. */
    private boolean untilQuiet() {
        for (int round = 0; round < QUIET_ROUNDS_MAX; round++) {
            now = now.plusMillis(700);
            boolean busy = look(false) | publishObserved() | carryOut(false) | publishResult()
                    | sendEdit(false) | crm.follow(folded.changes());
            if (!busy && somethingUnavailable) {
                somethingUnavailable = false;
                append(new Fact.MailboxAvailable(id()));
                busy = true;
            }
            if (!busy) {
                return true;
            }
        }
        return false;
    }

    private void addPerson() {
        Person person = people.add();
        Map<String, String> fields = Map.of(Values.EMAIL, person.email(), "surname",
                "Surname " + person.email());
        if (random.nextBoolean()) {
            say("Outlook: makes " + person.email());
            mailbox.create(now, fields, "", "");
        } else {
            say("CRM: makes " + person.email());
            crm.create(now, fields);
        }
    }

    private void editInOutlook() {
        one(people.editable()).ifPresent(person -> mailbox.alive()
                .stream()
                .filter(item -> item.email().equals(person.email()))
                .findFirst()
                .ifPresent(item -> {
                    Map<String, String> edit = edit(person, Side.OUTLOOK, item.fields());
                    say("Outlook: " + item.id() + " " + person.email() + " " + edit);
                    mailbox.patch(now, item, edit, "");
                }));
    }

    private void editInCrm() {
        one(people.editable()).ifPresent(person -> crm.alive()
                .stream()
                .filter(record -> person.email().equals(record.fields().get(Values.EMAIL)))
                .findFirst()
                .ifPresent(record -> {
                    Map<String, String> edit = edit(person, Side.CRM, record.fields());
                    say("CRM: " + record.id() + " " + person.email() + " " + edit + " at version "
                            + record.version());
                    crm.patch(now, record, edit);
                }));
    }

    private Map<String, String> edit(Person person, Side side, Map<String, String> shown) {
        if (random.nextInt(4) == 0) {
            Set<String> categories = new TreeSet<>(
                    Values.entries(shown.getOrDefault(Values.CATEGORIES, "")));
            String category = people.value();
            categories.add(category);
            person.addedToCategories(category);
            return Map.of(Values.CATEGORIES, String.join(",", categories));
        }
        String field = SCALARS.get(random.nextInt(SCALARS.size()));
        String value = people.value();
        person.entered(side, field, value, shown.getOrDefault(field, ""));
        return Map.of(field, value);
    }

    private void deleteSomebody() {
        one(people.doomed()).ifPresent(person -> {
            Optional<ModelMailbox.Item> item = mailbox.alive()
                    .stream()
                    .filter(one -> one.email().equals(person.email()))
                    .findFirst();
            Optional<ModelCrm.Record> record = crm.alive()
                    .stream()
                    .filter(one -> person.email().equals(one.fields().get(Values.EMAIL)))
                    .findFirst();
            if (item.isEmpty() || record.isEmpty()) {
                return; // Whoever deletes now could not know that the other side has it, too.
            }
            person.deleted();
            if (random.nextBoolean()) {
                say("Outlook: deletes " + item.get().id() + " " + person.email());
                mailbox.delete(now, item.get());
            } else {
                say("CRM: deletes " + record.get().id() + " " + person.email());
                crm.delete(now, record.get());
            }
        });
    }

    /** The source reads what changed since it last looked; false if nothing did. */
    private boolean look(boolean lagging) {
        Set<String> ids = new LinkedHashSet<>(
                mailbox.changed().subList(read, mailbox.changed().size()));
        read = mailbox.changed().size();
        for (String id : ids) {
            ModelMailbox.Item item = lagging
                    ? mailbox.earlier(id, 1)
                    : mailbox.item(id).orElseThrow();
            if (lagging) {
                mailbox.replay(id); // What it hides now comes in a later round.
            }
            observed.add(item.deleted()
                    ? new Fact.ItemGone(id(), Values.PROVIDER, id)
                    : new Fact.ItemObserved(id(), Values.reading(item, listed.add(id))));
        }
        return !ids.isEmpty();
    }

    private boolean publishObserved() {
        List<Fact> batch = List.copyOf(observed);
        observed.clear();
        batch.forEach(this::append);
        return !batch.isEmpty();
    }

    /** The sink takes its next command; false if there is none. */
    private boolean carryOut(boolean withFaults) {
        if (nextCommand >= folded.commands().size()) {
            return false;
        }
        Command command = folded.commands().get(nextCommand);
        Optional<Fact.CommandAnswered> known = sink.known(command);
        if (known.isPresent()) {
            nextCommand++;
            return true;
        }
        int attempt = tries.merge(command.writeId(), 1, Integer::sum);
        int fault = withFaults ? random.nextInt(10) : 9;
        if (fault == 0) {
            say("Sink: dies before " + command.verb());
            return true;
        }
        // Nobody knows that an earlier create landed: whatever is gone then is made again (R19).
        boolean mayHaveMade = command.verb() == Command.Verb.CREATE && attempt > 1;
        if (fault == 1 && !mayHaveMade) {
            say("Sink: finds the mailbox unavailable for " + command.verb());
            answered(sink.unavailable(command));
            somethingUnavailable = true;
            return true;
        }
        Fact.CommandAnswered result = sink.carryOut(now, command, attempt > 1);
        if (fault == 2) {
            say("Sink: dies after the effect of " + command.verb() + " on "
                    + command.key().item());
            return true;
        }
        say("Sink: " + command.verb() + " " + command.externalId() + " " + result.outcome());
        answered(result);
        return true;
    }

    private void answered(Fact.CommandAnswered result) {
        sink.applied(result);
        results.add(result);
        nextCommand++;
    }

    private boolean publishResult() {
        if (results.isEmpty()) {
            return false;
        }
        Fact.CommandAnswered result = results.removeFirst();
        append(result);
        return true;
    }

    private boolean sendEdit(boolean twice) {
        return crm.next()
                .map(edit -> {
                    append(edit);
                    if (!twice) {
                        crm.sent();
                    }
                    return true;
                })
                .orElse(false);
    }

    private Set<String> keptValues() {
        Set<String> kept = new TreeSet<>();
        for (ItemEvent.ConflictFound conflict : folded.conflicts()) {
            kept.addAll(Values.entries(Values.text(conflict.kept().value())));
            kept.addAll(Values.entries(Values.text(conflict.lost().value())));
        }
        return kept;
    }

    private void append(Fact fact) {
        say("Journal: " + switch (fact) {
            case Fact.ItemObserved seen -> "observed " + seen.reading().externalId() + " "
                    + seen.reading().version() + " stamp '" + seen.reading().stamp() + "'";
            case Fact.ItemGone gone -> "gone " + gone.externalId();
            case Fact.RecordEdited edit -> "edited " + edit.recordId() + " " + edit.verb();
            case Fact.CommandAnswered answer -> "answered " + answer.command().verb() + " "
                    + answer.command().number() + " of " + answer.command().key().item() + " "
                    + answer.outcome() + " " + answer.presence();
            case Fact.OfMailbox other -> other.getClass().getSimpleName();
        });
        folded.append(now, fact);
    }

    private <T> Optional<T> one(List<T> some) {
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(some.get(random.nextInt(some.size())));
    }

    private Duration skew() {
        return Duration.ofSeconds(random.nextInt(1_201) - 600);
    }

    private void say(String text) {
        story.add(Duration.between(START, now).toMillis() + " " + text);
    }

    private String id() {
        facts++;
        return "s" + facts;
    }
}
