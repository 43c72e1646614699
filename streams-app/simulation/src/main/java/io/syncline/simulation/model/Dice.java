package io.syncline.simulation.model;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Every choice of a history comes from here; the same number always gives the same choices. */
public final class Dice {

    private final SplittableRandom random;

    public Dice(long number) {
        this.random = new SplittableRandom(number);
    }

    /** A number from 0 to one below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many throws. */
    public boolean oneIn(int throwsOnAverage) {
        return random.nextInt(throwsOnAverage) == 0;
    }

    public long number() {
        return random.nextLong();
    }

    /** One of them, if there are any. */
    public <T> Optional<T> one(List<T> some) {
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(some.get(random.nextInt(some.size())));
    }

    /** The same in another order. */
    public <T> void shuffle(List<T> some) {
        for (int i = some.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T moved = some.get(i);
            some.set(i, some.get(other));
            some.set(other, moved);
        }
    }
}
