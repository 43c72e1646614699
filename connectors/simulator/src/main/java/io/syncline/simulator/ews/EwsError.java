package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.GraphError;
import java.util.Map;

/**
 * An answer that EWS gives instead of what was asked: about one item within a response message,
 * about a whole request as a SOAP fault.
 */
public final class EwsError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Map<String, String> values;

    public EwsError(String code, String message) {
        this(code, message, Map.of());
    }

    /** @param values what {@code MessageXml} holds, by name */
    public EwsError(String code, String message, Map<String, String> values) {
        super(message, null, false, false);
        this.code = code;
        this.values = Map.copyOf(values);
    }

    static EwsError schema(String what) {
        return new EwsError("ErrorSchemaValidation",
                "The request failed schema validation: " + what);
    }

    static EwsError itemNotFound() {
        return new EwsError("ErrorItemNotFound",
                "The specified object was not found in the store.");
    }

    /** What the mailbox itself refuses, in the words of EWS. */
    static EwsError of(GraphError error) {
        return switch (error.code()) {
            case "ErrorItemNotFound" -> itemNotFound();
            case "ErrorInvalidProperty" ->
                new EwsError("ErrorInvalidPropertyRequest", message(error));
            default -> new EwsError("ErrorInternalServerError", message(error));
        };
    }

    private static String message(GraphError error) {
        return String.valueOf(error.getMessage());
    }

    public String code() {
        return code;
    }

    public Map<String, String> values() {
        return values;
    }
}
