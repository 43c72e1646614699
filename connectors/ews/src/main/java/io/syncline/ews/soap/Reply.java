package io.syncline.ews.soap;

import java.util.List;

/**
 * What an envelope says.
 *
 * @param <T> what one response message holds where it succeeded
 */
public sealed interface Reply<T> {

    /** A message for each thing that was asked. */
    record Messages<T>(List<Outcome<T>> outcomes) implements Reply<T> {
        public Messages {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** The request as a whole was refused. */
    record Fault<T>(ServiceError error) implements Reply<T> {}
}
