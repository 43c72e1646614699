package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.StoredContact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Days that EWS keeps as times. A birthday keeps the very time that was sent, as Exchange does, while
 * Graph shows the day of it (facts/ews.md 4); one that was set through Graph since has no such time.
 */
final class DayFields {

    static final PlainField BIRTHDAY = new PlainField("Birthday", "contacts:Birthday",
            contact -> Slot.text("birthday")
                    .get()
                    .apply(contact)
                    .map(shown -> Element.text("t:Birthday", DayFields.sent(contact, shown))),
            (draft, value) -> {
                String time = value == null ? null : time(value.text());
                draft.property(DayFields.SENT_BIRTHDAY, time);
                draft.put("birthday", time == null ? null : day(time) + "T11:59:00Z");
            });

    static final PlainField ANNIVERSARY = PlainField.checked("WeddingAnniversary",
            "contacts:WeddingAnniversary", Slot.property(ExtendedId.tag(0x3A41, "SystemTime")),
            DayFields::time);

    private static final String SENT_BIRTHDAY = ExtendedId.tag(0x3A42, "SystemTime");
    private static final Duration TO_THE_DAY = Duration.ofHours(12);

    private DayFields() {}

    private static String sent(StoredContact contact, String shown) {
        return contact.property(SENT_BIRTHDAY)
                .filter(time -> day(time).equals(day(shown)))
                .orElse(shown);
    }

    private static LocalDate day(String time) {
        return LocalDate.ofInstant(Instant.parse(time).plus(TO_THE_DAY), ZoneOffset.UTC);
    }

    /** The instant, in UTC; a time without an offset is one there. */
    private static String time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeParseException e) {
            return localTime(text);
        }
    }

    private static String localTime(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toString();
        } catch (DateTimeParseException e) {
            throw EwsError.schema("'" + text + "' is no dateTime.");
        }
    }
}
