package io.syncline.simulator.ews;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the service works out under which name a contact is filed, where it was told to. */
final class FileAsMapping {

    static final String PROPERTY = ExtendedId.address(0x8006, "Integer");

    /** The simulated choices and their numbers ([MS-OXOCNTC], PidLidFileUnderId). */
    static final Map<String, String> NUMBERS = Map.of("None", "-1", "LastCommaFirst", "32791",
            "FirstSpaceLast", "32792", "Company", "14870", "DisplayName", "12289", "FirstName",
            "14854", "LastName", "14865", "Empty", "0");

    private FileAsMapping() {}

    /** Files the drafted contact as a {@code t:FileAsMapping} says, unless that is free text. */
    static void apply(Draft draft, String mapping) {
        switch (mapping) {
            case "LastCommaFirst" -> file(draft, ", ", "surname", "givenName");
            case "FirstSpaceLast" -> file(draft, " ", "givenName", "surname");
            case "Company" -> file(draft, "", "companyName");
            case "DisplayName" -> file(draft, "", "displayName");
            case "FirstName" -> file(draft, "", "givenName");
            case "LastName" -> file(draft, "", "surname");
            case "Empty" -> draft.put("fileAs", null);
            default -> {
                // Free text: what FileAs says.
            }
        }
    }

    private static void file(Draft draft, String separator, String... fields) {
        draft.put("fileAs", List.of(fields)
                .stream()
                .map(draft::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(separator)));
    }
}
