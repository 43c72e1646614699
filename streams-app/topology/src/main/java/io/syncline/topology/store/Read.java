package io.syncline.topology.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads what {@link Written} wrote.
 *
 * @param <T> what repeats
 */
final class Read<T> {

    private final Function<StateInput, T> whole;
    private final List<T> known = new ArrayList<>();

    Read(Function<StateInput, T> whole) {
        this.whole = whole;
    }

    T read(StateInput in) {
        int number = in.size();
        if (number == known.size()) {
            known.add(whole.apply(in));
        }
        return known.get(number);
    }
}
