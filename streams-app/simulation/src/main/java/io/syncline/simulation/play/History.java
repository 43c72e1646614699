package io.syncline.simulation.play;

import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Rules;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.model.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays one history to its end, and checks it. */
public final class History implements AutoCloseable {

    private static final int ROUNDS_MAX = 400;
    private static final int PASSES_MAX = 4;
    private static final List<Topic> OUTPUTS = List.of(TopicCatalogue.MERGED,
            TopicCatalogue.CHANGES, TopicCatalogue.CONFLICTS, TopicCatalogue.WRITES,
            TopicCatalogue.ALERTS, TopicCatalogue.DECISIONS, TopicCatalogue.DEAD_LETTERS);

    private final Rules rules;
    private final World world;
    private final Dice dice;
    private final Dice afterwards;

    public History(long seed, Rules rules) {
        this.rules = rules;
        this.dice = new Dice(seed);
        this.afterwards = new Dice(~seed);
        this.world = new World(dice, rules);
    }

    /**
     * @param steps a number for the dice of each step
     * @return what did not stand
     */
    public List<String> play(List<Long> steps) {
        OperatorActions.decideAtFirst(world);
        Act.begin(world, dice);
        for (long number : steps) {
            Step step = Step.of(number);
            world.pass(step.pause());
            step.action().happen(world, step.dice());
            world.checkMailboxes();
            if (!world.people().problems().isEmpty()) {
                return world.people().problems();
            }
        }
        if (!comesToRest()) {
            return List.of("It does not come to rest (I4)");
        }
        world.checkAtRest();
        List<String> problems = new ArrayList<>(world.people().problems());
        problems.addAll(afterRest());
        if (!isReplayable()) {
            problems.add("The journal folds to something else a second time (I6)");
        }
        return problems;
    }

    public Tally tally() {
        return world.tally();
    }

    public List<String> story() {
        return world.story();
    }

    /** What stands on the topics. */
    Topics topics() {
        return world.topics();
    }

    @Override
    public void close() {
        world.close();
    }

    /** Faults end, whoever went comes back, operators decide, and everybody finishes. */
    private boolean comesToRest() {
        world.say("everybody finishes");
        for (Place place : world.places()) {
            world.provider(place).setDown(false);
            OperatorActions.enable(world, place);
        }
        boolean rested = finish();
        for (int pass = 0; rested && pass < PASSES_MAX; pass++) {
            Act.end(world);
            if (pass == 0 && afterwards.oneIn(2)) {
                OperatorActions.decideOneByOne(world, afterwards);
            }
            OperatorActions.decideAll(world, dice);
            world.pass(Duration.ofHours(25)); // Every mailbox is listed in full once more.
            rested = finish();
        }
        return rested && (!afterwards.oneIn(3) || restsAgainAfterRemoval());
    }

    /** An agent leaves, and comes back. */
    private boolean restsAgainAfterRemoval() {
        Place place = afterwards.one(world.places()).orElseThrow();
        if (!Removal.isSure(world, place)) {
            return true;
        }
        boolean isClosed = afterwards.oneIn(2);
        world.provider(place).setDown(isClosed);
        Removal removal = Removal.decide(world, place);
        boolean rested = finish();
        if (isClosed) { // Somebody there is faster than we are.
            removal.deleteOneOfOurs();
            world.provider(place).setDown(false);
            rested = rested && finish();
        }
        removal.check();
        OperatorActions.enable(world, place);
        world.pass(Duration.ofHours(25));
        return rested && finish();
    }

    private boolean finish() {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            world.pass(Duration.ofMillis(700));
            if (!ServiceActions.finish(world)) {
                return true;
            }
        }
        return false;
    }

    /** Without an edit there is no write, whatever is told again (I4). */
    private List<String> afterRest() {
        int before = world.topics().end(TopicCatalogue.WRITES);
        world.pass(Duration.ofSeconds(5));
        for (Place place : world.places()) {
            world.mailbox(place).alive().forEach(world.mailbox(place)::replay);
        }
        List<String> problems = new ArrayList<>();
        if (!finish()) {
            problems.add("It does not come to rest again (I4)");
        }
        for (int offset = before; offset < world.topics().end(TopicCatalogue.WRITES); offset++) {
            Write write = world.topics()
                    .at(TopicCatalogue.WRITES, offset)
                    .read(TopicCatalogue.WRITES, Write.class);
            if (write.getKind() != WriteKind.READ) {
                problems.add(
                        "A write after rest: " + write.getKind() + write.getFields() + " (I4)");
            }
        }
        return problems;
    }

    /** The journal, folded again from its start, gives the same states and outputs (I6). */
    private boolean isReplayable() {
        Topics again = new Topics();
        world.topics()
                .all(TopicCatalogue.JOURNAL)
                .forEach(entry -> again.append(TopicCatalogue.JOURNAL.name(), entry));
        try (StreamsApp merge = Applications.merge(again, new Fold(rules))) {
            while (!merge.waiting().isEmpty()) {
                merge.process(TopicCatalogue.JOURNAL);
            }
            merge.commit(world.now());
            return OUTPUTS.stream()
                    .allMatch(topic -> outputs(world.topics(), topic)
                            .equals(outputs(again, topic)))
                    && states(world.merge()).equals(states(merge));
        }
    }

    private static List<String> outputs(Topics topics, Topic topic) {
        return topics.all(topic)
                .stream()
                .filter(entry -> isOfMerge(topic, entry))
                .map(entry -> entry.keyText() + " "
                        + Base64.getEncoder().encodeToString(withoutOffset(topic, entry)))
                .toList();
    }

    /** Operators write decisions, too, and sequence dead letters. */
    private static boolean isOfMerge(Topic topic, Topics.Entry entry) {
        if (topic.equals(TopicCatalogue.DECISIONS)) {
            return entry.read(topic, Decision.class).getKind() == DecisionKind.REVIEW;
        }
        return !topic.equals(TopicCatalogue.DEAD_LETTERS) || entry.read(topic, DeadLetter.class)
                .getTopic()
                .equals(TopicCatalogue.JOURNAL.name());
    }

    /** A driver counts offsets from its own start, so one that was restarted counts others. */
    private static byte[] withoutOffset(Topic topic, Topics.Entry entry) {
        if (topic.equals(TopicCatalogue.MERGED)) {
            return Codec.encode(Merged.newBuilder(entry.read(topic, Merged.class))
                    .setJournalOffset(0)
                    .build());
        }
        return topic.equals(TopicCatalogue.DEAD_LETTERS)
                ? Codec.encode(DeadLetter.newBuilder(entry.read(topic, DeadLetter.class))
                        .setOffset(0)
                        .build())
                : entry.value();
    }

    private static Map<String, String> states(StreamsApp merge) {
        Map<String, String> states = new TreeMap<>();
        merge.stored()
                .forEach((store, entries) -> entries.forEach((key, entry) -> states
                        .put(store + " " + key,
                                Base64.getEncoder().encodeToString(entry.value()))));
        return states;
    }
}
