package io.syncline.schemas.topic;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * The key of every item record: {@code tenant/mailbox/id}, each part percent-encoded.
 *
 * <p>
 * Up to the journal the id is the one that the replica uses; from {@code merged} on it is the item
 * id. The text form is readable with any tool, and {@link #prefix} of a mailbox is a byte prefix of
 * exactly that mailbox's keys.
 *
 * @param tenant the tenant's id, not empty
 * @param mailbox the mailbox's stable id, not empty
 * @param id the replica's id or the item id; empty only for facts about the whole mailbox
 */
public record RecordKey(String tenant, String mailbox, String id) {

    private static final char SEPARATOR = '/';

    public RecordKey {
        if (tenant.isEmpty() || mailbox.isEmpty()) {
            throw new IllegalArgumentException(
                    "A key needs a tenant and a mailbox, got '" + tenant + "/" + mailbox + "'");
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it does not have three well-formed parts
     */
    public static RecordKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "Expected tenant/mailbox/id, each percent-encoded, got '" + text + "'");
        }
        return new RecordKey(part(parts[0]), part(parts[1]), part(parts[2]));
    }

    /** The text form, as it stands on the topic. */
    public String text() {
        return prefix(tenant, mailbox) + encode(id);
    }

    /** What all keys of one mailbox begin with, separator included. */
    public static String prefix(String tenant, String mailbox) {
        return encode(tenant) + SEPARATOR + encode(mailbox) + SEPARATOR;
    }

    /** Joins any number of parts in the same encoding; for store keys below a mailbox. */
    public static String join(String... parts) {
        StringJoiner joined = new StringJoiner(String.valueOf(SEPARATOR));
        for (String part : parts) {
            joined.add(encode(part));
        }
        return joined.toString();
    }

    private static String encode(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (!standsForItself(part.charAt(i))) {
                return escaped(part);
            }
        }
        return part;
    }

    /** Ids consist of little else; they need no look into the encoder. */
    private static boolean standsForItself(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9' || character == '-' || character == '_'
                || character == '.';
    }

    private static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Reads one part of what {@link #join} wrote. */
    public static String part(String encoded) {
        return encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0 ? encoded : decode(encoded);
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
