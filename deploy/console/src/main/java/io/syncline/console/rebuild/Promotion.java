package io.syncline.console.rebuild;

import io.syncline.console.rebuild.SoleWriter.Batch;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.Actor;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * One generation taking over from another, from the step that was noted last ({@link Step}). Used once, by
 * whoever holds the {@link SoleWriter}.
 */
final class Promotion {

    private static final Duration HEARING = Duration.ofSeconds(2);

    private final RunningSystem system;
    private final SoleWriter writer;
    private final Actor actor;
    private final PromotionWish wish;
    private final Watcher watcher;
    private final Flow flow;
    private final Pair pair;
    private final Generations all;
    private final Generation from;
    /** Whether the former one folds no more, and is handed over for. */
    private final boolean ended;
    private Generation to;

    /**
     * @param all as they are since the writer was taken
     * @param from the one that runs
     * @param to the one that takes over
     */
    Promotion(RunningSystem system, SoleWriter writer, Actor actor, PromotionWish wish,
            Watcher watcher, Generations all, Generation from, Generation to) {
        this.system = system;
        this.writer = writer;
        this.actor = actor;
        this.wish = wish;
        this.watcher = watcher;
        this.flow = new Flow(system);
        this.all = all;
        this.pair = new Pair(from.getNumber(), to.getNumber());
        this.from = from;
        this.ended = wish.withoutRunning() || from.getState() == GenerationState.ABANDONED;
        this.to = to;
    }

    /** Goes on to the end. */
    void goOn() {
        if (ended) {
            HandingOver.requireEnded(system, from.getNumber());
        }
        if (to.getState() != GenerationState.PROMOTING) {
            to = noted(Step.PREPARING);
            writer.write(new Batch().note(to)
                    .audit(actor, "generation-promotion-begun", subject(), wish.toString()));
        }
        Step step = Stage.of(to).map(Stage::step).orElse(Step.PREPARING);
        if (step == Step.PREPARING) {
            prepare();
        }
        if (step.compareTo(Step.DRAINING) <= 0) {
            drain();
            renumber();
        }
        if (step.compareTo(Step.RENUMBERING) <= 0) {
            handOver();
        }
        if (step.compareTo(Step.HANDING_OVER) <= 0) {
            awaitHandedOver();
        }
        republish();
    }

    /** Lets the running one issue commands again; nothing was handed over. */
    void cancel() {
        to = Generation.newBuilder(to).setState(stateBefore()).setStep(null).build();
        writer.write(new Batch().decide(mark(GenerationStep.CANCEL, -1))
                .note(to)
                .audit(actor, "generation-promotion-cancelled", subject(), ""));
    }

    /** Its services start it anew when they hear that it is promoted; what comes next would take longer. */
    private void prepare() {
        Patience patience = Patience.of(wish.perStep(), watcher);
        boolean hasCaughtUp = flow.folded(to, patience);
        LockSupport.parkNanos(HEARING.toNanos());
        if (!hasCaughtUp || !flow.folded(to, patience)) {
            cancel();
            throw ConsoleException.failed("The new " + name(to)
                    + " has not folded the journal within "
                    + Figures.time(wish.perStep())
                    + ". Nothing was handed over; look at: deploy/syncline rebuild"
                    + " status");
        }
        to = noted(Step.DRAINING);
        writer.write(new Batch().decide(mark(GenerationStep.DRAIN, -1)).note(to));
    }

    private void drain() {
        Optional<String> problem = new Draining(flow, from, to, ended, wish.perStep())
                .problem(Patience.of(wish.perStep(), watcher));
        if (problem.isPresent()) {
            cancel();
            throw ConsoleException.failed(problem.get());
        }
    }

    /** Compares for the last time, while no command goes out. */
    private void renumber() {
        Compared compared = new Comparer(system, from, to,
                Comparer.silentSince(system, all, to), ended).compare(watcher);
        boolean refused = compared.isDifferent() && !wish.acceptDifferences()
                || !compared.isEqual() && !wish.acceptDifferences() && !ended;
        if (refused) {
            to = Generation.newBuilder(to).setComparison(compared.record(Instant.now())).build();
            cancel();
            throw ConsoleException.failed("The last comparison before handing over does not pass: "
                    + compared.sentence() + " Nothing was handed over. Compare again, or promote"
                    + " --accept-differences");
        }
        to = Generation.newBuilder(noted(Step.RENUMBERING))
                .setComparison(compared.record(Instant.now()))
                .build();
        writer.hand(compared.behind()
                .entrySet()
                .stream()
                .map(item -> about(item.getKey(), DecisionKind.RENUMBERED)
                        .setVersion(item.getValue())
                        .build())
                .toList());
        writer.write(new Batch().note(to));
    }

    private void handOver() {
        Patience patience = Patience.of(wish.perStep(), watcher);
        if (!flow.sequenced(TopicCatalogue.DECISIONS, patience) || !flow.folded(to, patience)
                || !ended && !flow.folded(from, patience)) {
            throw stuck("The versions are not folded by both generations");
        }
        to = noted(Step.HANDING_OVER);
        writer.write(new Batch().decide(mark(GenerationStep.HANDOVER, -1)).note(to));
    }

    private void awaitHandedOver() {
        new HandingOver(system, writer, watcher, all, pair).await(ended, actor, wish.perStep());
        if (!flow.folded(to, Patience.of(wish.perStep(), watcher))) {
            throw stuck("The new generation has not taken over everywhere");
        }
        to = noted(Step.REPUBLISHING);
        writer.write(new Batch().note(to));
    }

    private void republish() {
        Republishing republishing = new Republishing(system, new GenerationName(to.getNumber()),
                Comparer.silentSince(system, all, to));
        List<String> differing;
        try (Marks marks = new Marks(system, all)) {
            differing = republishing.differing(pair.handovers(marks.readOn()), watcher);
        }
        writer.hand(differing.stream()
                .map(key -> about(key, DecisionKind.REPUBLISHED).build())
                .toList());
        Patience patience = Patience.of(wish.perStep(), watcher);
        if (!flow.sequenced(TopicCatalogue.DECISIONS, patience) || !flow.folded(to, patience)) {
            throw stuck("What differs is not published yet");
        }
        to = Generation.newBuilder(to)
                .setState(GenerationState.RUNNING)
                .setPromotedAt(Instant.now())
                .setStep(null)
                .build();
        writer.write(new Batch().note(to)
                .note(Generation.newBuilder(from)
                        .setState(ended ? GenerationState.ABANDONED : GenerationState.RETIRED)
                        .setStep(null)
                        .build())
                .audit(actor, "generation-promoted", subject(), differing.size()
                        + " items published anew"));
    }

    private GenerationState stateBefore() {
        return to.getNumber() == 1 || to.getPromotedAt().isPresent()
                ? GenerationState.RETIRED
                : GenerationState.FOLDING;
    }

    private Generation noted(Step step) {
        return Generation.newBuilder(to)
                .setState(GenerationState.PROMOTING)
                .setStep(new Stage(step, from.getNumber()).text())
                .build();
    }

    private Decision mark(GenerationStep step, int partition) {
        return pair.mark(step, partition, actor.name());
    }

    private Decision.Builder about(String key, DecisionKind kind) {
        RecordKey parts = RecordKey.parse(key);
        return Decision.newBuilder()
                .setTenant(parts.tenant())
                .setMailbox(parts.mailbox())
                .setEventId("rebuild-" + UUID.randomUUID())
                .setKind(kind)
                .setDecidedBy(actor.name())
                .setItem(parts.id());
    }

    private ConsoleException stuck(String what) {
        return HandingOver.stuck(what, wish.perStep());
    }

    private String subject() {
        return "generation/" + to.getNumber();
    }

    private static String name(Generation generation) {
        return new GenerationName(generation.getNumber()).toString();
    }
}
