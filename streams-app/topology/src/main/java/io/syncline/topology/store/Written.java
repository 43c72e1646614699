package io.syncline.topology.store;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes what repeats within one state whole the first time, and later the number that it got then.
 *
 * @param <T> what repeats
 */
final class Written<T> {

    private final BiConsumer<StateOutput, T> whole;
    private final Map<T, Integer> numbers = new HashMap<>();

    Written(BiConsumer<StateOutput, T> whole) {
        this.whole = whole;
    }

    void write(StateOutput out, T value) {
        Integer number = numbers.putIfAbsent(value, numbers.size());
        out.number(number == null ? numbers.size() - 1 : number);
        if (number == null) {
            whole.accept(out, value);
        }
    }
}
