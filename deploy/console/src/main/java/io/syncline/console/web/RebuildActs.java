package io.syncline.console.web;

import io.syncline.console.rebuild.Figures;
import io.syncline.console.rebuild.Watcher;
import io.syncline.console.system.ConsoleException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this console does about rebuilds: one act at a time, on a thread of its own, so that whoever asked may
 * watch or go away. An act that ends with the process goes on when it is asked for again. Thread-safe.
 */
final class RebuildActs {

    private static final Logger LOGGER = LoggerFactory.getLogger(RebuildActs.class);

    private Optional<String> doing = Optional.empty();
    private Optional<Ending> last = Optional.empty();

    /** How the last act ended, in a sentence. */
    record Ending(boolean good, String sentence) {}

    /**
     * Begins one.
     *
     * @param what it is, such as Comparing generation 2
     * @param act does it, and says how it ended
     * @return false if another is under way
     */
    synchronized boolean begin(String what, Function<Watcher, Ending> act) {
        if (doing.isPresent()) {
            return false;
        }
        doing = Optional.of(what);
        last = Optional.empty();
        Thread.ofVirtual().name("rebuild").start(() -> run(what, act));
        return true;
    }

    /** What is done right now, and how far it is. */
    synchronized Optional<String> doing() {
        return doing;
    }

    /** How the last act of this console ended. */
    synchronized Optional<Ending> last() {
        return last;
    }

    private void run(String what, Function<Watcher, Ending> act) {
        try {
            end(act.apply((now, done, all) -> tell(what + ": " + now + (all > 0
                    ? ", " + Figures.number(done) + " of " + Figures.number(all)
                    : ""))));
        } catch (ConsoleException e) {
            end(new Ending(false, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // A thread's edge: whoever watches must learn of it.
            LOGGER.atError().addKeyValue("act", what).setCause(e).log("An act broke off");
            end(new Ending(false,
                    what + " broke off by a fault of Syncline's own. Try again: it goes"
                            + " on from there. If it stays so, tell whoever runs Syncline."));
        }
    }

    private synchronized void tell(String sentence) {
        doing = Optional.of(sentence);
    }

    private synchronized void end(Ending how) {
        doing = Optional.empty();
        last = Optional.of(how);
    }
}
