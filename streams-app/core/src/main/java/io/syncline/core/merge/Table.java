package io.syncline.core.merge;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A decision table: {@link Rules} holds its rows, and the first whose condition holds decides.
 *
 * @param name what it decides
 * @param <S> what the rows look at and act on
 */
record Table<S>(String name) {

    /** A row of this table. */
    Rule<S> row(String rule, Predicate<S> when,
            Consumer<S> then) {
        return new Rule<>(this, rule, when, then);
    }

    /** The last row: what is done if no other decides. */
    Rule<S> otherwise(String rule, Consumer<S> then) {
        return row(rule, subject -> true, then);
    }
}
