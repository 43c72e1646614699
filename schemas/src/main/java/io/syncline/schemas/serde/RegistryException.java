package io.syncline.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry did not give what was asked; each case wants another reaction. */
public abstract sealed class RegistryException extends SerializationException {

    private static final long serialVersionUID = 1L;

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }

    RegistryException(String message) {
        super(message);
    }

    /** No registry answered, after all retries: wait and try again; the data is not to blame. */
    public static final class Unreachable extends RegistryException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The registry knows no such schema: the record is to blame, or was never registered. */
    public static final class Unknown extends RegistryException {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message);
        }
    }

    /** The registry refused: not compatible, not allowed, or not understood. */
    public static final class Refused extends RegistryException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
