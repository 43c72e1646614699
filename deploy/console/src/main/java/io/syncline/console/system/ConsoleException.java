package io.syncline.console.system;

/** A command cannot go on; the message is one line for people and names the way out. */
public final class ConsoleException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final int exitCode;

    private ConsoleException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private ConsoleException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was asked for could not be done. */
    public static ConsoleException failed(String message) {
        return new ConsoleException(FAILED, message);
    }

    /** The same, with what it failed of. */
    public static ConsoleException failed(String message, Throwable cause) {
        return new ConsoleException(FAILED, message, cause);
    }

    /** What was asked for is not clear, or lacks something. */
    public static ConsoleException wrongUsage(String message) {
        return new ConsoleException(WRONG_USAGE, message);
    }

    /** With what the process ends. */
    public int exitCode() {
        return exitCode;
    }
}
