package io.syncline.console.rebuild;

import io.syncline.console.rebuild.SoleWriter.Batch;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.Actor;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.ops.Comparison;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts generations of merge, says how far they are, compares, promotes and abandons them. Each act may break
 * off anywhere: the same act again goes on. Where two people act at once, the later one goes on in the place
 * of the other ({@link SoleWriter}).
 */
public final class RebuildDesk {

    private final RunningSystem system;
    private final Watcher watcher;

    public RebuildDesk(RunningSystem system, Watcher watcher) {
        this.system = system;
        this.watcher = watcher;
    }

    /**
     * Starts a generation: it folds the journal beside the running one, and publishes to its own topic.
     *
     * @param build that of the processes which are to run it; empty: of those that name none
     */
    public Generation start(String build, Actor actor) {
        Generations.of(system).requireNoPromotion();
        try (SoleWriter writer = new SoleWriter(system)) {
            Generations all = Generations.of(system);
            Generation started = Generation.newBuilder()
                    .setNumber(all.next())
                    .setBuild(build)
                    .setState(GenerationState.FOLDING)
                    .setStartedBy(actor.name())
                    .setStartedAt(Instant.now())
                    .setUntil(List.copyOf(new Offsets(system)
                            .ends(TopicCatalogue.JOURNAL.name())
                            .values()))
                    .build();
            writer.write(new Batch().note(started)
                    .audit(actor, "generation-started", subject(started), build));
            return started;
        }
    }

    /**
     * How far each generation is.
     *
     * @param measured for how long the rate is measured; zero: it is not
     */
    public List<Standing> status(Duration measured) {
        return new Standings(system).now(Generations.of(system), measured);
    }

    /**
     * Compares a generation with the running one, and notes what came of it. While the generation is being
     * promoted, or another one is, nothing is noted: a promotion compares by itself.
     */
    public Compared compare(int number, Actor actor) {
        Generations all = Generations.of(system);
        Generation other = comparable(all, number);
        Compared compared = new Comparer(system, all.running(), other,
                Comparer.silentSince(system, all, other), false).compare(watcher);
        note(number, compared, actor);
        return compared;
    }

    /**
     * Has a generation take over, or goes on with that.
     *
     * @throws ConsoleException if it may not, or not yet; its message says how far it came
     */
    public Generation promote(int number, PromotionWish wish, Actor actor) {
        if (wish.whenEqual() && stage(number).isEmpty()) {
            awaitEqual(number, wish, actor);
        }
        try (SoleWriter writer = new SoleWriter(system)) {
            Generations all = Generations.of(system);
            Generation to = all.of(number);
            if (to.getState() == GenerationState.RUNNING) {
                return to;
            }
            Optional<Stage> stage = Stage.of(to);
            if (stage.isEmpty()) {
                requirePromotable(all, to, wish);
            }
            Generation from = stage.map(known -> all.of(known.from())).orElseGet(all::running);
            new Promotion(system, writer, actor, wish, watcher, all, from, to).goOn();
        }
        return Generations.of(system).of(number);
    }

    /** Lets the writes out that only the running generation's rules want. */
    public Generation release(Actor actor) {
        Generations.of(system).requireNoPromotion();
        try (SoleWriter writer = new SoleWriter(system)) {
            Generation running = Generations.of(system).running();
            writer.write(new Batch()
                    .decide(Marks.mark(GenerationStep.RELEASE, running.getNumber(),
                            running.getNumber(), -1, actor.name()))
                    .audit(actor, "generation-released", subject(running), ""));
            return running;
        }
    }

    /**
     * Gives a generation up for good, and deletes what it leaves at the broker; a promotion that can still be
     * taken back is.
     *
     * @param wait how long to wait until no process works for it
     * @return the topics that were deleted
     */
    public List<String> abandon(int number, Duration wait, Actor actor) {
        try (SoleWriter writer = new SoleWriter(system)) {
            Generations all = Generations.of(system);
            Generation given = all.of(number);
            if (given.getState() == GenerationState.RUNNING) {
                throw ConsoleException
                        .failed("Generation " + number + " is the one that runs; promote"
                                + " another one first");
            }
            Stage.of(given).ifPresent(stage -> cancel(writer, all, given, stage, actor));
            if (given.getState() != GenerationState.ABANDONED) {
                writer.write(new Batch().note(Generation.newBuilder(given)
                        .setState(GenerationState.ABANDONED)
                        .setStep(null)
                        .build())
                        .audit(actor, "generation-abandoned", subject(given), ""));
            }
            return new Abandonment(system, new GenerationName(number))
                    .clear(Patience.of(wait, watcher));
        }
    }

    private void cancel(SoleWriter writer, Generations all, Generation given, Stage stage,
            Actor actor) {
        if (!stage.step().canBeCancelled()) {
            throw ConsoleException.failed("Generation " + given.getNumber() + " is taking over, and"
                    + " there is no way back half way; finish it: deploy/syncline rebuild promote "
                    + given.getNumber() + ". Then generation " + stage.from() + " can be promoted"
                    + " back");
        }
        new Promotion(system, writer, actor, PromotionWish.CAREFUL, watcher, all,
                all.of(stage.from()), given).cancel();
    }

    private void awaitEqual(int number, PromotionWish wish, Actor actor) {
        Generation to = comparable(Generations.of(system), number);
        String journal = TopicCatalogue.JOURNAL.name();
        Lag lag = new Lag(system);
        while (true) {
            while (!lag.await(new GenerationName(number).application(), journal,
                    new Offsets(system).ends(journal), "waiting until generation " + number
                            + " has folded the journal",
                    Patience.of(wish.perStep(), watcher))) {
                to = comparable(Generations.of(system), number);
            }
            Compared compared = compare(to.getNumber(), actor);
            if (compared.isEqual() || compared.isDifferent() && wish.acceptDifferences()) {
                return;
            }
            if (compared.isDifferent()) {
                throw ConsoleException.failed("Generation " + number
                        + " is not equal to the running"
                        + " one: " + compared.sentence() + " See: deploy/syncline rebuild compare "
                        + number);
            }
        }
    }

    private void note(int number, Compared compared, Actor actor) {
        if (stage(number).isPresent() || Generations.of(system).promoted().isPresent()) {
            return; // A note would take a promotion's place.
        }
        try (SoleWriter writer = new SoleWriter(system)) {
            Generation now = Generations.of(system).of(number);
            if (Stage.of(now).isEmpty() && now.getState() != GenerationState.ABANDONED) {
                writer.write(new Batch().note(Generation.newBuilder(now)
                        .setComparison(compared.record(Instant.now()))
                        .build())
                        .audit(actor, "generation-compared", subject(now), compared.sentence()));
            }
        }
    }

    private Optional<Stage> stage(int number) {
        return Stage.of(Generations.of(system).of(number));
    }

    private static Generation comparable(Generations all, int number) {
        Generation other = all.of(number);
        return switch (other.getState()) {
            case FOLDING, PROMOTING, RETIRED -> other;
            case RUNNING -> throw ConsoleException.failed("Generation " + number
                    + " is the one that runs; another one is compared with it");
            case ABANDONED -> throw ConsoleException.failed("Generation " + number
                    + " is abandoned; start another: deploy/syncline rebuild start");
            case UNKNOWN -> throw ConsoleException.failed("The record of generation " + number
                    + " was written by a newer Syncline; use that one's command");
        };
    }

    private static void requirePromotable(Generations all, Generation to, PromotionWish wish) {
        comparable(all, to.getNumber());
        Optional<Generation> other = all.all()
                .stream()
                .filter(one -> one.getState() == GenerationState.PROMOTING)
                .findFirst();
        if (other.isPresent()) {
            throw ConsoleException.failed("Generation " + other.get().getNumber()
                    + " is being promoted; finish that first: deploy/syncline rebuild promote "
                    + other.get().getNumber());
        }
        Optional<Comparison> comparison = to.getComparison();
        if (comparison.isEmpty() && !wish.acceptDifferences()) {
            throw ConsoleException.failed("Generation " + to.getNumber() + " was not compared yet;"
                    + " first: deploy/syncline rebuild compare " + to.getNumber() + ", or say"
                    + " --when-equal");
        }
        if (comparison.filter(Compared::isPassed).isEmpty() && !wish.acceptDifferences()) {
            throw ConsoleException.failed("The last comparison of generation " + to.getNumber()
                    + " did not pass; look at it: deploy/syncline rebuild compare "
                    + to.getNumber() + ". To promote all the same: --accept-differences");
        }
    }

    private static String subject(Generation generation) {
        return "generation/" + generation.getNumber();
    }
}
