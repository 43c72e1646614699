package io.syncline.local.bench;

import java.util.function.Supplier;

/** Sees to it that Ctrl-C ends what was started. */
final class Ending {

    private Ending() {}

    /** What the work comes to; whoever called it closes the resource then. */
    static <T> T with(AutoCloseable resource, Supplier<T> work) {
        Thread ending = new Thread(() -> close(resource), "shutdown");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            return work.get();
        } finally {
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("Not everything could be ended", e);
        }
    }
}
