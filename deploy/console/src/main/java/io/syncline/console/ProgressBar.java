package io.syncline.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One line at the terminal that says how far something is that takes longer than two seconds. What is quicker, and
 * what does not run at a terminal, shows none. It goes to the error output, so that what a command prints can
 * be piped on. Not thread-safe.
 */
public final class ProgressBar {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final int WIDTH = 30;
    private static final String BACK = "\r\033[2K";

    private final Optional<Consumer<String>> line;
    private final LongSupplier nanos;
    private final long begunNanos;
    private long drawnNanos;
    private boolean drawn;

    /**
     * @param line draws on the terminal's line; empty where there is no terminal
     * @param nanos a clock that only ever goes on
     */
    ProgressBar(Optional<Consumer<String>> line, LongSupplier nanos) {
        this.line = line;
        this.nanos = nanos;
        this.begunNanos = nanos.getAsLong();
        this.drawnNanos = begunNanos;
    }

    /** At the terminal of this process, if it has one. */
    public static ProgressBar atTerminal() {
        PrintStream err = System.err;
        return new ProgressBar(Optional.ofNullable(System.console()).map(console -> text -> {
            err.print(text);
            err.flush();
        }), System::nanoTime);
    }

    /**
     * Says how far it is; at the end the line goes away.
     *
     * @param what is done, such as {@code Reading syncline.contact.merged.v1}
     * @param all how much there is to do; 0 or less where nobody knows
     */
    public void show(String what, long done, long all) {
        if (all > 0 && done >= all) {
            clear();
            return;
        }
        long now = nanos.getAsLong();
        if (line.isEmpty() || now - begunNanos < QUIET.toNanos()
                || drawn && now - drawnNanos < REDRAW.toNanos()) {
            return;
        }
        drawnNanos = now;
        drawn = true;
        line.get()
                .accept(BACK + what + " "
                        + (all > 0 ? bar(done, all) : String.format(Locale.ROOT, "%,d", done)));
    }

    /** Takes the line away, so that something else can be said there. */
    public void clear() {
        if (drawn) {
            drawn = false;
            line.orElseThrow().accept(BACK);
        }
    }

    private static String bar(long done, long all) {
        int full = (int) (WIDTH * done / all);
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] %3d %%"
                .formatted(100 * done / all);
    }
}
