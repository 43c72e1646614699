package io.syncline.ews.soap;

import java.util.Map;
import java.util.Set;

/**
 * Why the service did not do something, in its own words.
 *
 * @param code such as {@code ErrorItemNotFound}; codes that we do not know are kept as they came
 * @param text for people
 * @param values what else it says, by name, such as {@code BackOffMilliseconds}
 */
public record ServiceError(String code, String text, Map<String, String> values) {

    private static final String INNER_CODE = "InnerErrorResponseCode";
    private static final String INNER_TEXT = "InnerErrorMessageText";
    private static final Set<String> WRAPPERS = Set.of("ErrorInternalServerError",
            "ErrorInternalServerTransientError");

    public ServiceError {
        values = Map.copyOf(values);
    }

    /** The error that a general one is wrapped around, if it is; else this one. */
    public ServiceError innermost() {
        String inner = values.getOrDefault(INNER_CODE, "");
        return WRAPPERS.contains(code) && inner.startsWith("Error")
                ? new ServiceError(inner, values.getOrDefault(INNER_TEXT, text), values)
                : this;
    }
}
