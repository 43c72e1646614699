package io.syncline.service.secret;

/** What came of opening a sealed secret. */
public sealed interface Opened {

    /** The secret in clear; whoever is done with it may overwrite the bytes. */
    record Plaintext(byte[] bytes) implements Opened {
        @Override
        public String toString() {
            return "Plaintext[hidden]";
        }
    }

    /** The tenant has no key: it was deleted, and its secrets with it. */
    record Destroyed() implements Opened {}

    /**
     * These bytes do not open, however often it is tried.
     *
     * @param why names tenant and purpose or keys, for an operator
     */
    record Unreadable(String why) implements Opened {}
}
