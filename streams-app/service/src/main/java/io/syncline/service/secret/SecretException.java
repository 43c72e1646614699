package io.syncline.service.secret;

/**
 * A key cannot be had: its folder or the master key is broken or away, or it was never made. The
 * message names tenant and key, never what they hold.
 */
public class SecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SecretException(String message) {
        super(message);
    }

    public SecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
