package io.syncline.console.letters;

import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters are asked for.
 *
 * @param tenant empty: of any, and of none
 * @param code empty: with any
 * @param since at or after which they were given up; empty: ever
 * @param decided whether those that were decided about are wanted, too
 */
public record LetterFilter(String tenant, String code, Optional<Instant> since, boolean decided) {

    /** All that wait for a decision. */
    public static final LetterFilter UNDECIDED = new LetterFilter("", "", Optional.empty(), false);
    /** All. */
    public static final LetterFilter ALL = new LetterFilter("", "", Optional.empty(), true);

    boolean covers(Letter letter) {
        return (tenant.isEmpty() || tenant.equals(letter.tenant()))
                && (code.isEmpty() || code.equals(letter.code()))
                && since.filter(letter.at()::isBefore).isEmpty()
                && (decided || letter.fate().isEmpty());
    }
}
