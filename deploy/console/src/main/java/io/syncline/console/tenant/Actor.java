package io.syncline.console.tenant;

/**
 * Who does something, for the audit record.
 *
 * @param name as they signed in, or named themselves
 * @param door by which they came: cli, page, api or syncline
 */
public record Actor(String name, String door) {

    /** Syncline itself, on its own schedule. */
    public static final Actor SYNCLINE = new Actor("syncline", "syncline");

    public Actor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Somebody does it");
        }
    }
}
