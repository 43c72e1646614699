package io.syncline.port;

import java.util.function.Function;

/**
 * What a provider answers: a value, or an expected failure. Only bugs are thrown.
 *
 * @param <T> the value
 */
public sealed interface Answer<T> {

    /** The value. */
    record Of<T>(T value) implements Answer<T> {}

    /** The failure. */
    record Failed<T>(Failure failure) implements Answer<T> {}

    static <T> Answer<T> of(T value) {
        return new Of<>(value);
    }

    static <T> Answer<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    /** Goes on with the value, or hands the failure on. */
    default <R> Answer<R> then(Function<T, Answer<R>> next) {
        return switch (this) {
            case Of<T>(T value) -> next.apply(value);
            case Failed<T>(Failure failure) -> failed(failure);
        };
    }
}
