package io.syncline.source;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * What is remembered of an item that was told. Eight digits of a hash are enough to see that a listing
 * shows nothing new, and few enough for a cursor. In a cursor it is {@code version}, of an item that says
 * when it was made {@code version.made.person}, with {@code !} and the number of rounds behind it while
 * it is missing, {@code !e} while it lies elsewhere, or {@code !l} of an id that it left.
 *
 * @param version a hash of the version; empty where that is not known, and then equal to none
 * @param made when it was made, in seconds of base 36; empty where that is not told
 * @param person a hash of the names and addresses
 * @param place whether it is where it was told
 */
record Mark(String version, String made, String person, Place place) {

    static final Mark NOTHING = new Mark("", "", "", new Place.Here());

    private static final char PART = '.';
    private static final char ASIDE = '!';
    private static final String ELSEWHERE = "e";
    private static final String LEFT = "l";
    /** The end of the round in which an id was missed, and of a whole one after it. */
    private static final int ROUNDS = 3;

    /** Where an item is. */
    sealed interface Place {
        /** Where it was told. */
        record Here() implements Place {}

        /** Not under its id, for so many rounds. */
        record Missing(int rounds) implements Place {}

        /** In a folder that is not followed; perhaps under another id. */
        record Elsewhere() implements Place {}

        /** Under another id, as was told; the folder is still to say that this one is gone. */
        record Left() implements Place {}
    }

    static Mark of(Reading reading) {
        Optional<Instant> made = reading.getCreatedAt();
        return new Mark(reading.getVersion().map(Mark::hash).orElse(""),
                made.map(Mark::made).orElse(""),
                made.isEmpty() ? "" : hash(person(reading.getContact())), new Place.Here());
    }

    static Mark of(String text) {
        int aside = text.indexOf(ASIDE);
        String[] parts = (aside < 0 ? text : text.substring(0, aside)).split("\\" + PART, -1);
        boolean tells = parts.length > 2;
        return new Mark(parts[0], tells ? parts[1] : "", tells ? parts[2] : "",
                aside < 0 ? new Place.Here() : place(text.substring(aside + 1)));
    }

    /** Whether a mark in a cursor, which is not read for it, is one of what is missing. */
    static boolean isMissing(String text) {
        int aside = text.indexOf(ASIDE);
        return aside >= 0 && Character.isDigit(text.charAt(aside + 1));
    }

    private static Place place(String text) {
        return switch (text) {
            case ELSEWHERE -> new Place.Elsewhere();
            case LEFT -> new Place.Left();
            default -> new Place.Missing(Integer.parseInt(text));
        };
    }

    String text() {
        String parts = made.isEmpty() ? version : version + PART + made + PART + person;
        return switch (place) {
            case Place.Here here -> parts;
            case Place.Missing(int rounds) -> parts + ASIDE + rounds;
            case Place.Elsewhere elsewhere -> parts + ASIDE + ELSEWHERE;
            case Place.Left left -> parts + ASIDE + LEFT;
        };
    }

    boolean isAtVersionOf(Reading reading) {
        return !version.isEmpty() && isHere()
                && reading.getVersion().map(Mark::hash).filter(version::equals).isPresent();
    }

    boolean isHere() {
        return place instanceof Place.Here;
    }

    boolean isElsewhere() {
        return place instanceof Place.Elsewhere;
    }

    boolean hasLeft() {
        return place instanceof Place.Left;
    }

    /** Whether a whole round has not brought it back. */
    boolean isMissed() {
        return place instanceof Place.Missing(int rounds) && rounds >= ROUNDS;
    }

    /** Whether both were made in the same second, as far as both tell. */
    boolean isMadeWith(Mark other) {
        return !made.isEmpty() && made.equals(other.made);
    }

    /** Whether both show the same names and addresses. */
    boolean isPersonOf(Mark other) {
        return person.equals(other.person);
    }

    /** The second in which it was made, where that is told. */
    Optional<Instant> madeAt() {
        return made.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(Long.parseLong(made, Character.MAX_RADIX)));
    }

    /** What of this holds under another provider, too. */
    Mark ofAnyProvider() {
        return new Mark("", made, person, isElsewhere() ? place : new Place.Here());
    }

    Mark missed() {
        return new Mark(version, made, person, new Place.Missing(1));
    }

    Mark elsewhere() {
        return new Mark(version, made, person, new Place.Elsewhere());
    }

    Mark left() {
        return new Mark(version, made, person, new Place.Left());
    }

    Mark afterRound() {
        return place instanceof Place.Missing(int rounds) && rounds < ROUNDS
                ? new Mark(version, made, person, new Place.Missing(rounds + 1))
                : this;
    }

    private static String made(Instant at) {
        return Long.toString(at.getEpochSecond(), Character.MAX_RADIX);
    }

    private static String person(Contact contact) {
        return contact.getGivenName().orElse("") + '\n' + contact.getSurname().orElse("") + '\n'
                + contact.getEmailAddresses()
                        .stream()
                        .map(EmailAddress::getAddress)
                        .collect(Collectors.joining("\n"));
    }

    /** A CRC never confuses versions that differ within four bytes, as one item's mostly do. */
    private static String hash(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
