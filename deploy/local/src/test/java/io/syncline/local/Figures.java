package io.syncline.local;

import java.util.Locale;

/**
 * Prints what a test came to, in one line that README can quote.
 *
 * @param beganNanos when what is told of began
 */
record Figures(long beganNanos) {

    static Figures begin() {
        return new Figures(System.nanoTime());
    }

    void tell(String figures) {
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        System.out.println(String.format(Locale.ROOT, "Promise: %s, %.1f s", figures, seconds));
    }
}
