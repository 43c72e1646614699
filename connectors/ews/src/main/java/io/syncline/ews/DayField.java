package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day, which the service keeps as an instant.
 *
 * <pre>
 * who wrote it                          the instant                   the day
 * we, and other programs                11:59Z or 00:00Z that day     12 hours later, in UTC
 * Outlook, from UTC-11 to UTC+12        midnight there                the same
 * Outlook, at UTC+13 and UTC+14         11:00Z or 10:00Z the day      what Outlook keeps beside it
 *                                       before
 * </pre>
 *
 * Midnight at UTC+13 and at UTC-11 is one instant. There the local day that Outlook keeps in another
 * property decides, if it fits: a program that writes one of the two leaves the other behind. Midnight
 * at UTC-12, where nobody lives, is read a day late (facts/ews.md 4).
 *
 * @param element also names the property, after {@code contacts:}
 * @param local where Outlook keeps the local day
 */
record DayField(String name, String element, FieldPath local) implements ContactField {

    private static final Pattern OFFSET = Pattern.compile("(Z|[+-]\\d\\d:\\d\\d)$");
    private static final Duration TO_THE_DAY = Duration.ofHours(12);
    private static final LocalTime NOON = LocalTime.of(11, 59);
    private static final Duration EAST_MIN = Duration.ofHours(12);
    private static final Duration EAST_MAX = Duration.ofHours(14);
    private static final LocalTime FROM = LocalTime.of(10, 0);
    private static final LocalTime TO = LocalTime.of(11, 30);

    @Override
    public int entriesMax() {
        return 1;
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(path(), local);
    }

    @Override
    public boolean isReadable(Element contact) {
        return contact.text(element).isEmpty() || instant(contact.text(element)).isPresent();
    }

    @Override
    public @Nullable LocalDate read(Element contact, PhoneNumbers phones) {
        Optional<Instant> kept = instant(contact.text(element));
        Optional<Instant> beside = instant(ExtendedProperties.value(contact, local));
        return kept.map(instant -> beside.filter(localDay -> isFarEast(instant, localDay))
                .map(localDay -> localDay.atOffset(ZoneOffset.UTC).toLocalDate())
                .orElseGet(() -> instant.plus(TO_THE_DAY)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()))
                .orElse(null);
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        return List.of(value == null
                ? new Update.Clear(path())
                : ContactField.set(path(), Element.type(element,
                        ((LocalDate) value).atTime(NOON) + ":00Z")));
    }

    private FieldPath path() {
        return new FieldPath.Named("contacts:" + element);
    }

    private static boolean isFarEast(Instant instant, Instant localDay) {
        LocalTime time = instant.atOffset(ZoneOffset.UTC).toLocalTime();
        Duration ahead = Duration.between(instant, localDay);
        return !time.isBefore(FROM) && !time.isAfter(TO) && ahead.compareTo(EAST_MIN) > 0
                && ahead.compareTo(EAST_MAX) <= 0;
    }

    private static Optional<Instant> instant(Optional<String> text) {
        return text.map(String::strip).flatMap(DayField::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            boolean hasOffset = OFFSET.matcher(text).find();
            return Optional.of(OffsetDateTime.parse(hasOffset ? text : text + "Z").toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
