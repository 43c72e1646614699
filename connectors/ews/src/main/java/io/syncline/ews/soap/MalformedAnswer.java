package io.syncline.ews.soap;

/** An answer is no envelope of the service, or too large to be one; the message holds none of it. */
public final class MalformedAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedAnswer(String message) {
        super(message);
    }

    MalformedAnswer(String message, Throwable cause) {
        super(message, cause);
    }
}
