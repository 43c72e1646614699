package io.syncline.local;

/** Placeholder. */
public final class LocalMain {
    private LocalMain() {}
}
