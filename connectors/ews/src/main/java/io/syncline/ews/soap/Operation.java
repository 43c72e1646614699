package io.syncline.ews.soap;

import java.util.Optional;

/**
 * One request of the service. Each of its response messages is positional: the first answers the
 * first id that was asked for.
 *
 * @param <T> what one response message holds where it succeeded
 */
public interface Operation<T> {

    /** As the service names it, such as {@code GetItem}. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** What stands in the body of the request, its children in the order of the schema. */
    Element body();

    /**
     * Reads a response message that succeeded.
     *
     * @throws MalformedAnswer if it lacks what it must hold
     */
    T value(Element message);

    /** What a response message holds although it was refused. */
    default Optional<T> valueOfRefused(Element message) {
        return Optional.empty();
    }
}
