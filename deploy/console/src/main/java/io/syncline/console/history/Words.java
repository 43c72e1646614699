package io.syncline.console.history;

import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Shown;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * By what a contact is found: the words of its names and addresses by their beginnings, its numbers by their
 * ends, so that a number is found with and without its country's code, however it is spelled.
 *
 * <pre>
 * Jane Doe                      w:jane, w:doe
 * jane.doe@example.com          w:jane.doe@example.com, w:jane, w:doe, w:example, w:com
 * +1 202 555 0111               n:11105552021
 * </pre>
 */
final class Words {

    private static final Set<String> NAMES = Set.of("displayName", "givenName", "middleName",
            "surname", "nickName", "fileAs", "companyName", "companies", "emailAddresses",
            "imAddresses");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern GAP = Pattern.compile("[\\s,;|<>()\"=]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_DIGIT = Pattern.compile("\\D");
    private static final Pattern NUMBER = Pattern.compile("\\+?[\\d\\s().\\-/]+");
    private static final Pattern FIRST_ZEROS = Pattern.compile("^0+");
    /** Fewer digits than these name no number. */
    private static final int DIGITS_MIN = 4;
    /** Fewer digits than these are the end of a number. */
    private static final int WHOLE_DIGITS_MIN = 7;
    private static final int WORDS_MAX = 200;

    private Words() {}

    /** Under which words a contact stands. */
    static Set<String> of(Glance glance) {
        Set<String> words = new TreeSet<>();
        for (Map.Entry<String, Glance.FieldNow> field : glance.fields().entrySet()) {
            Shown value = field.getValue().value();
            if (NAMES.contains(field.getKey())) {
                names(value.text(), words);
            } else if (isPhone(field.getKey())) {
                numbers(value.text(), words);
            }
        }
        return words.size() <= WORDS_MAX
                ? words
                : new TreeSet<>(words.stream().limit(WORDS_MAX).toList());
    }

    /** What a question asks for, each as the beginning of a word; empty if it asks for nothing. */
    static List<String> asked(String question) {
        String text = question.strip();
        String digits = withoutFirstZeros(NO_DIGIT.matcher(text).replaceAll(""));
        if (NUMBER.matcher(text).matches() && digits.length() >= DIGITS_MIN) {
            return List.of(number(digits));
        }
        List<String> asked = new ArrayList<>();
        for (String part : GAP.split(plain(text))) {
            if (part.indexOf('@') > 0) {
                asked.add("w:" + part);
            } else {
                for (String word : NO_WORD.split(part)) {
                    if (!word.isEmpty()) {
                        asked.add("w:" + word);
                    }
                }
            }
        }
        return asked;
    }

    /** Those before a number within a country are not part of it abroad; of an end of one they are. */
    private static String withoutFirstZeros(String digits) {
        String without = FIRST_ZEROS.matcher(digits).replaceFirst("");
        return without.length() < WHOLE_DIGITS_MIN ? digits : without;
    }

    private static boolean isPhone(String field) {
        return field.endsWith("Phone") || field.endsWith("Phones") || field.endsWith("Fax")
                || Set.of("isdn", "otherTelephone", "pager", "telex").contains(field);
    }

    private static void names(String text, Set<String> words) {
        for (String part : GAP.split(plain(text))) {
            if (part.indexOf('@') > 0) {
                words.add("w:" + part);
            }
            for (String word : NO_WORD.split(part)) {
                if (!word.isEmpty()) {
                    words.add("w:" + word);
                }
            }
        }
    }

    /** Each part of a value is one spelling of a number. */
    private static void numbers(String text, Set<String> words) {
        for (String part : text.split("[;|]")) {
            String spelled = part.contains("=") ? part.substring(part.indexOf('=') + 1) : part;
            String digits = NO_DIGIT.matcher(spelled).replaceAll("");
            if (digits.length() >= DIGITS_MIN) {
                words.add(number(digits));
            }
        }
    }

    private static String number(String digits) {
        return "n:" + new StringBuilder(digits).reverse();
    }

    /** In small letters and without accents. */
    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
