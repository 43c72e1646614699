package io.syncline.simulation.play;

import io.syncline.core.fact.Mark;
import io.syncline.core.fact.Review;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.Generations;
import io.syncline.core.state.Generations.Stage;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Folds the journal of a world that is at rest again, and compares (I6). */
final class Replay {

    private static final List<Topic> OUTPUTS = List.of(TopicCatalogue.MERGED,
            TopicCatalogue.CHANGES, TopicCatalogue.CONFLICTS, TopicCatalogue.WRITES,
            TopicCatalogue.ALERTS, TopicCatalogue.DECISIONS, TopicCatalogue.DEAD_LETTERS);

    private final World world;
    private final Fold fold;
    /** Whether a generation took over while a command was outstanding. */
    private boolean isBrokenInto;

    Replay(World world, Fold fold) {
        this.world = world;
        this.fold = fold;
    }

    /** What does not come out as it did. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!isRepeatable()) {
            problems.add("The journal folds to something else a second time (I6)");
        }
        if (world.takeovers().isPresent()) {
            if (!agree()) {
                problems.add(
                        "Two generations of merge fold the same journal to something else (I6)");
            }
            if (!isAsIfAlone()) {
                problems.add("Generations of merge publish together what one alone would not (I6)");
            }
            world.takeovers()
                    .orElseThrow()
                    .neverRunning()
                    .stream()
                    .filter(number -> !latest(Applications.mergedTopic(number))
                            .equals(latest(TopicCatalogue.MERGED)))
                    .forEach(number -> problems.add("Generation " + number + " of merge compares"
                            + " otherwise than what is published (I6)"));
        }
        return problems;
    }

    /** The same generations give the same states and outputs. */
    private boolean isRepeatable() {
        Topics again = new Topics();
        world.topics()
                .all(TopicCatalogue.JOURNAL)
                .forEach(entry -> again.append(TopicCatalogue.JOURNAL.name(), entry));
        List<StreamsApp> merges = new ArrayList<>();
        world.generations()
                .forEach(number -> merges.add(Applications.merge(again, fold, number)));
        try {
            foldAll(again, merges);
            return isSame(again) && states(world.merge()).equals(states(merges.getFirst()));
        } finally {
            merges.forEach(StreamsApp::close);
        }
    }

    /** Entry by entry, so that what they publish stands in the order of the journal. */
    private void foldAll(Topics again, List<StreamsApp> merges) {
        for (int entry = 0; !merges.getFirst().waiting().isEmpty(); entry++) {
            isBrokenInto |= Marks.of(again.at(TopicCatalogue.JOURNAL, entry))
                    .filter(mark -> mark.step() == Mark.Step.HANDED_OVER)
                    .isPresent() && Outstanding.isThereAny(merges.getFirst());
            for (StreamsApp merge : merges) {
                merge.process(TopicCatalogue.JOURNAL);
                merge.commit(world.now());
            }
        }
    }

    private boolean agree() {
        return world.merges()
                .stream()
                .allMatch(merge -> states(merge).equals(states(world.merge())));
    }

    /**
     * One generation that drains where others handed over, and goes on itself where they took over,
     * publishes the same. What a release does depends on who took over when, and so does what becomes of
     * commands that were outstanding: then nothing is claimed.
     */
    private boolean isAsIfAlone() {
        Optional<Topics> journal = withoutOthers();
        if (journal.isEmpty() || isBrokenInto) {
            return true;
        }
        try (StreamsApp alone = Applications.merge(journal.get(), fold, 1)) {
            foldAll(journal.get(), List.of(alone));
            return isSame(journal.get());
        }
    }

    private Optional<Topics> withoutOthers() {
        Topics topics = new Topics();
        Generations generations = Generations.FIRST;
        for (Topics.Entry entry : world.topics().all(TopicCatalogue.JOURNAL)) {
            Optional<Mark> mark = Marks.of(entry);
            Generations after = Marks.after(generations, entry);
            boolean isReleased = mark.filter(generations::heeds)
                    .filter(step -> step.step() == Mark.Step.RELEASE)
                    .isPresent();
            if (isReleased) {
                return Optional.empty();
            }
            if (!isOfTakeover(entry)) {
                topics.append(TopicCatalogue.JOURNAL.name(), mark.isEmpty()
                        ? entry
                        : asOfOne(entry, generations, after));
            }
            generations = after;
        }
        return Optional.of(topics);
    }

    /** The walk through a mailbox that asks what a takeover left outstanding; one alone makes none. */
    private static boolean isOfTakeover(Topics.Entry entry) {
        return entry.read(TopicCatalogue.JOURNAL, JournalEntry.class)
                .getDecision()
                .filter(Replay::isOfTakeover)
                .isPresent();
    }

    private static boolean isOfTakeover(Decision decision) {
        return decision.getReview()
                .filter(review -> review.getReason().equals(Review.Reason.RELEASE.name()))
                .isPresent();
    }

    /** The same mark, under the same id, as it would have to be if nobody took over. */
    private static Topics.Entry asOfOne(Topics.Entry entry, Generations before,
            Generations after) {
        boolean beginsToDrain = before.stage() == Stage.RUNNING && after.stage() != Stage.RUNNING;
        boolean endsToDrain = before.stage() != Stage.RUNNING && after.stage() == Stage.RUNNING;
        GenerationStep step = beginsToDrain
                ? GenerationStep.DRAIN
                : endsToDrain ? GenerationStep.CANCEL : GenerationStep.HANDED_OVER;
        JournalEntry fact = entry.read(TopicCatalogue.JOURNAL, JournalEntry.class);
        Decision decision = fact.getDecision().orElseThrow();
        JournalEntry other = JournalEntry.newBuilder(fact)
                .setDecision(Decision.newBuilder(decision)
                        .setGeneration(new GenerationMark(step, 1, 2, -1))
                        .build())
                .build();
        return new Topics.Entry(entry.key(), Codec.encode(other), entry.timestamp());
    }

    private boolean isSame(Topics again) {
        return OUTPUTS.stream()
                .allMatch(topic -> outputs(world.topics(), topic).equals(outputs(again, topic)));
    }

    private Map<String, String> latest(Topic topic) {
        Map<String, String> latest = new TreeMap<>();
        world.topics()
                .all(topic)
                .forEach(entry -> latest.put(entry.keyText(), Base64.getEncoder()
                        .encodeToString(withoutOffset(TopicCatalogue.MERGED, entry))));
        return latest;
    }

    private static List<String> outputs(Topics topics, Topic topic) {
        return topics.all(topic)
                .stream()
                .filter(entry -> isOfMerge(topic, entry))
                .filter(entry -> !topic.equals(TopicCatalogue.DECISIONS)
                        || !isOfTakeover(entry.read(topic, Decision.class)))
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
