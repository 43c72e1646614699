package io.syncline.core.merge;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** One row of a decision table: when it applies, and what follows. */
public final class Rule<S> {

    private final Table<S> table;
    private final String name;
    private final Predicate<S> when;
    private final Consumer<S> then;

    Rule(Table<S> table, String name, Predicate<S> when, Consumer<S> then) {
        this.table = table;
        this.name = name;
        this.when = when;
        this.then = then;
    }

    /** The rule of the sync protocol and what it says here, such as "R6 waits for the command". */
    public String name() {
        return name;
    }

    /** The same row, which tells its name whenever it decides. */
    public Rule<S> toldTo(Consumer<String> listener) {
        return new Rule<>(table, name, when, subject -> {
            listener.accept(name);
            then.accept(subject);
        });
    }

    Table<S> table() {
        return table;
    }

    /** Whether this row decided. */
    boolean decides(S subject) {
        if (!when.test(subject)) {
            return false;
        }
        then.accept(subject);
        return true;
    }

    @Override
    public String toString() {
        return table.name() + ": " + name;
    }
}
