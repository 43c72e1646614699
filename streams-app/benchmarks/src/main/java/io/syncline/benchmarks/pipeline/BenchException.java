package io.syncline.benchmarks.pipeline;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Something could not be measured; the message says why, for people. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * What a future comes to.
     *
     * @param failure what it means if it fails
     */
    public static <T> T await(Future<T> future, String failure) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchException(failure + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public static BenchException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new BenchException("Interrupted", cause);
    }
}
