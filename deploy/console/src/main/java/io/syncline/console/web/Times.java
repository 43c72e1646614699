package io.syncline.console.web;

import io.syncline.console.web.view.Expiry;
import io.syncline.console.web.view.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times for people; all in UTC, since a brokerage and Syncline's machine may stand in different zones. */
final class Times {

    static final Duration SOON = Duration.ofDays(30);

    private static final DateTimeFormatter MINUTE = formatter("d MMM yyyy, HH:mm 'UTC'");
    private static final DateTimeFormatter DAY = formatter("d MMM yyyy");
    private static final DateTimeFormatter CLOCK = formatter("HH:mm 'UTC'");

    private Times() {}

    static Moment moment(Instant at) {
        return new Moment(at.toString(), MINUTE.format(at));
    }

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** When a credential ends, and how urgent that is. */
    static Expiry expiry(Optional<Instant> end, Instant now) {
        if (end.isEmpty()) {
            return new Expiry("No end is known", "", Expiry.Urgency.NONE);
        }
        String day = DAY.format(end.get());
        String iso = end.get().toString();
        Duration left = Duration.between(now, end.get());
        if (!left.isPositive()) {
            return new Expiry("Expired on " + day, iso, Expiry.Urgency.OVER);
        }
        String in = left.toDays() == 0
                ? "today"
                : left.toDays() == 1 ? "in 1 day" : "in " + left.toDays() + " days";
        return new Expiry(day + " (" + in + ")", iso, left.compareTo(SOON) <= 0
                ? Expiry.Urgency.SOON
                : Expiry.Urgency.GOOD);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
