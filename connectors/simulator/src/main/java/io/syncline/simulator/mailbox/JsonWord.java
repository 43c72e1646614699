package io.syncline.simulator.mailbox;

import java.util.Arrays;
import java.util.Locale;

/** How the admin door and the files write an enum's constants: NOT_CONSENTED is notConsented. */
public final class JsonWord {

    private JsonWord() {}

    /** A constant as a word. */
    public static String of(Enum<?> constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.name().toLowerCase(Locale.ROOT).split("_")) {
            word.append(word.isEmpty()
                    ? part
                    : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }

    /** @throws IllegalArgumentException where the word is none of the enum's */
    public static <E extends Enum<E>> E read(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of "
                        + Arrays.stream(type.getEnumConstants()).map(JsonWord::of).toList()));
    }
}
