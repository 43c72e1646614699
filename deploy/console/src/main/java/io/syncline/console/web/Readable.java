package io.syncline.console.web;

import io.syncline.topology.history.Shown;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and values of fields for people's eyes. */
final class Readable {

    /** Where the parts in one line would look like an address and somebody's name beside it. */
    private static final Pattern EMAIL = Pattern.compile("address=([^;=]+); name=([^;=]+)");

    private Readable() {}

    /** {@code mobilePhone} as Mobile phone. */
    static String field(String name) {
        StringBuilder words = new StringBuilder();
        for (char letter : name.toCharArray()) {
            if (Character.isUpperCase(letter)) {
                words.append(' ').append(Character.toLowerCase(letter));
            } else {
                words.append(letter);
            }
        }
        return words.isEmpty()
                ? ""
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** {@code mobilePhone} as mobile phone, for the middle of a sentence. */
    static String inSentence(String name) {
        return field(name).toLowerCase(Locale.ROOT);
    }

    /** Without the names of parts, and a phone's normal form only where it says more. */
    static String value(Shown shown) {
        return Arrays.stream(shown.text().split(" \\| "))
                .map(Readable::entry)
                .collect(Collectors.joining(", "));
    }

    private static String entry(String text) {
        if (!text.contains("=")) {
            return text;
        }
        Matcher email = EMAIL.matcher(text);
        if (email.matches()) {
            return email.group(1) + " (" + email.group(2) + ")";
        }
        return Arrays.stream(text.split("; "))
                .filter(part -> !(part.startsWith("e164=") && text.contains("number=")))
                .map(part -> part.substring(part.indexOf('=') + 1))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
