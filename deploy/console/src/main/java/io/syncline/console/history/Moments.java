package io.syncline.console.history;

import io.syncline.console.system.ConsoleException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Times as people type them; in UTC where they name no offset. */
public final class Moments {

    private static final int DAY_LENGTH = 10;

    private Moments() {}

    /**
     * Reads {@code 2026-11-22}, {@code 2026-11-22T09:00}, the same with seconds, and either with an
     * offset or Z.
     *
     * @throws ConsoleException if it is none of these
     */
    public static Instant parse(String text) {
        String given = text.strip().replace(' ', 'T');
        try {
            if (given.length() == DAY_LENGTH) {
                return LocalDate.parse(given).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            boolean hasOffset = given.endsWith("Z") || given.indexOf('+') > 0
                    || given.lastIndexOf('-') > DAY_LENGTH;
            return hasOffset
                    ? OffsetDateTime.parse(given).toInstant()
                    : LocalDateTime.parse(given).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw ConsoleException.wrongUsage("'" + text + "' is no time; write it like"
                    + " 2026-11-22, 2026-11-22T09:00 or 2026-11-22T09:00:00Z, in UTC");
        }
    }
}
