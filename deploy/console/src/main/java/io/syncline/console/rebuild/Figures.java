package io.syncline.console.rebuild;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times as people read them. */
public final class Figures {

    private Figures() {}

    /** With a space between thousands. */
    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    /** Such as 45 s, 3 min 5 s, or 2 h 10 min. */
    public static String time(Duration time) {
        if (time.toMinutes() == 0) {
            return Math.max(1, time.toSeconds()) + " s";
        }
        return time.toHours() == 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    /** How much of it is done, rounded down, so that 100 means all. */
    public static long percent(long done, long all) {
        return all <= 0 ? 100 : Math.clamp(done * 100 / all, 0, 100);
    }
}
