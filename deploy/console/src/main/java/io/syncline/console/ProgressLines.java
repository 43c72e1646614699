package io.syncline.console;

import io.syncline.console.rebuild.Figures;
import io.syncline.console.rebuild.Watcher;
import java.io.PrintWriter;
import java.time.Duration;

/** Says every two seconds how far something is, to whoever waits longer than that. */
final class ProgressLines implements Watcher {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final PrintWriter err;
    private long saidNanos = System.nanoTime();
    private String doing = "";
    private long beganNanos;
    private long beganAt;

    ProgressLines(PrintWriter err) {
        this.err = err;
    }

    /** A bar at a terminal, such lines elsewhere. */
    static Watcher orBar(PrintWriter err) {
        return System.console() == null
                ? new ProgressLines(err)
                : ProgressBar.atTerminal()::show;
    }

    @Override
    public void at(String now, long done, long all) {
        if (!now.equals(doing)) {
            doing = now;
            beganNanos = System.nanoTime();
            beganAt = done;
        }
        if (System.nanoTime() - saidNanos < INTERVAL.toNanos()) {
            return;
        }
        saidNanos = System.nanoTime();
        err.println(line(doing, done, all, done - beganAt,
                Duration.ofNanos(System.nanoTime() - beganNanos)));
        err.flush();
    }

    /** @param since how many of them in this time */
    static String line(String doing, long done, long all, long since, Duration time) {
        if (all <= 0) {
            return doing;
        }
        double rate = since / Math.max(0.001, time.toMillis() / 1000.0);
        String line = doing + ": " + Figures.number(done) + " of " + Figures.number(all) + " ("
                + Figures.percent(done, all) + " %)";
        return rate < 1
                ? line
                : line + ", " + Figures.number(Math.round(rate)) + "/s, "
                        + Figures.time(Duration.ofMillis((long) ((all - done) * 1000 / rate)))
                        + " left";
    }
}
