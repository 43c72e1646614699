package io.syncline.console.web;

import io.syncline.console.rebuild.Compared;
import io.syncline.console.rebuild.PromotionWish;
import io.syncline.console.rebuild.RebuildDesk;
import io.syncline.console.rebuild.Standing;
import io.syncline.console.rebuild.Watcher;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.Actor;
import io.syncline.console.web.RebuildActs.Ending;
import io.syncline.schemas.ops.Generation;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What pages and API have done about generations of merge. What takes long is begun and goes on by itself; it is
 * not begun, and the answer is false, while something else is under way.
 */
record RebuildWork(SynclineConfig config, RebuildActs acts) {

    private static final Duration MEASURED = Duration.ofMillis(500);
    private static final Duration ENDING = Duration.ofMinutes(1);

    List<Standing> standings() {
        try (RunningSystem system = RunningSystem.at(config)) {
            return new RebuildDesk(system, Watcher.NOBODY).status(MEASURED);
        }
    }

    /** Starts one; at once. */
    Generation start(String build, Actor actor) {
        try (RunningSystem system = RunningSystem.at(config)) {
            return new RebuildDesk(system, Watcher.NOBODY).start(build, actor);
        }
    }

    boolean compare(int number, Actor actor) {
        return begin("Comparing generation " + number, desk -> {
            Compared compared = desk.compare(number, actor);
            return new Ending(compared.isEqual(), "Generation " + number + ": "
                    + compared.sentence());
        });
    }

    boolean promote(int number, PromotionWish wish, Actor actor) {
        return begin("Promoting generation " + number, desk -> {
            desk.promote(number, wish, actor);
            return new Ending(true, "Generation " + number + " runs.");
        });
    }

    boolean abandon(int number, Actor actor) {
        return begin("Abandoning generation " + number, desk -> new Ending(true, "Generation "
                + number + " is abandoned; " + desk.abandon(number, ENDING, actor).size()
                + " topics are deleted."));
    }

    boolean release(Actor actor) {
        return begin("Releasing writes", desk -> new Ending(true, "Generation "
                + desk.release(actor).getNumber() + " plans anew what waited."));
    }

    private boolean begin(String what, Function<RebuildDesk, Ending> act) {
        return acts.begin(what, watcher -> {
            try (RunningSystem system = RunningSystem.at(config)) {
                return act.apply(new RebuildDesk(system, watcher));
            }
        });
    }
}
