package io.syncline.ews.soap;

/**
 * What one response message says.
 *
 * @param <T> what it holds where it succeeded
 */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was not done, or not processed at all, as a warning says. */
    record Refused<T>(ServiceError error) implements Outcome<T> {}
}
