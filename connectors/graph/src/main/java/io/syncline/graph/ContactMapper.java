package io.syncline.graph;

import com.microsoft.graph.models.Contact;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.PhysicalAddress;
import io.syncline.port.Patch;
import io.syncline.port.PhoneNumbers;
import io.syncline.port.Tracking;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.PostalAddress;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates between Graph's contact and ours (facts/graph.md 3). */
final class ContactMapper {

    private static final Set<String> NAME_PARTS = Set.of("givenName", "middleName", "surname",
            "title", "generation", "companyName");
    private static final int SINGLE = 1;
    private static final int MANY = 1_000;
    /** Enough for every writer from UTC-12 to UTC+12 (facts/ews.md 4, birthday). */
    private static final Duration TO_THE_DAY = Duration.ofHours(12);
    private static final int NOON_HOUR = 11;
    private static final int NOON_MINUTE = 59;

    private static final Map<String, TextField> TEXTS = TextField.all();
    private static final Map<String, Address> ADDRESSES = Map.of(
            "businessAddress", new Address(Contact::getBusinessAddress,
                    Contact::setBusinessAddress),
            "homeAddress", new Address(Contact::getHomeAddress, Contact::setHomeAddress),
            "otherAddress", new Address(Contact::getOtherAddress, Contact::setOtherAddress));
    private static final Map<String, Texts> LISTS = Map.of(
            "categories", new Texts(Contact::getCategories, Contact::setCategories, MANY),
            "children", new Texts(Contact::getChildren, Contact::setChildren, MANY),
            "imAddresses", new Texts(Contact::getImAddresses, Contact::setImAddresses, 3));
    private static final Map<String, Texts> PHONE_LISTS = Map.of(
            "businessPhones", new Texts(Contact::getBusinessPhones, Contact::setBusinessPhones, 2),
            "homePhones", new Texts(Contact::getHomePhones, Contact::setHomePhones, 2));

    private final PhoneNumbers phones;

    ContactMapper(PhoneNumbers phones) {
        this.phones = phones;
    }

    private record Address(Function<Contact, @Nullable PhysicalAddress> get,
            BiConsumer<Contact, @Nullable PhysicalAddress> set) {}

    private record Texts(Function<Contact, @Nullable List<String>> get,
            BiConsumer<Contact, List<String>> set, int entriesMax) {}

    /** How many entries Graph holds of each field, one of them as an extended property. */
    static Map<String, Integer> entriesMax() {
        Map<String, Integer> entriesMax = ownEntriesMax();
        entriesMax.put(Tracking.SENSITIVITY, SINGLE);
        return entriesMax;
    }

    /** How many entries Graph's contact itself holds of each field (facts/graph.md 3.3). */
    private static Map<String, Integer> ownEntriesMax() {
        Map<String, Integer> entriesMax = new TreeMap<>();
        TEXTS.keySet().forEach(field -> entriesMax.put(field, SINGLE));
        ADDRESSES.keySet().forEach(field -> entriesMax.put(field, SINGLE));
        LISTS.forEach((field, list) -> entriesMax.put(field, list.entriesMax()));
        PHONE_LISTS.forEach((field, list) -> entriesMax.put(field, list.entriesMax()));
        entriesMax.put("birthday", SINGLE);
        entriesMax.put("mobilePhone", SINGLE);
        entriesMax.put("emailAddresses", 3);
        return entriesMax;
    }

    /** What to ask for, so that a page holds every field that a reading of it names. */
    static String[] selected() {
        return Stream.concat(ownEntriesMax().keySet().stream(),
                Stream.of("id", "changeKey", "parentFolderId", "createdDateTime",
                        "lastModifiedDateTime"))
                .toArray(String[]::new);
    }

    /** What a contact shows of itself, as in a page, which holds no extended properties. */
    Reading reading(Contact contact) {
        Instant modified = instant(contact.getLastModifiedDateTime()).orElse(Instant.EPOCH);
        return Reading.newBuilder()
                .setExternalId(Objects.requireNonNull(contact.getId()))
                .setFolderId(contact.getParentFolderId())
                .setVersion(contact.getChangeKey())
                .setModifiedAt(modified)
                .setCreatedAt(instant(contact.getCreatedDateTime()).orElse(null))
                .setFields(List.copyOf(ownEntriesMax().keySet()))
                .setContact(ours(contact))
                .build();
    }

    /** What a contact shows in an answer whose request expanded the extended properties. */
    Reading expanded(Contact contact) {
        return Reading.newBuilder(withSensitivity(reading(contact),
                ExtendedProperties.sensitivity(contact)))
                .setStamp(ExtendedProperties.value(contact, ExtendedProperties.STAMP).orElse(null))
                .setWriteId(ExtendedProperties.value(contact, ExtendedProperties.WRITE_ID)
                        .orElse(null))
                .build();
    }

    /** What the answer to a write shows; of extended properties only the one that was just set. */
    Reading echo(Contact answer, Patch patch) {
        Reading reading = reading(answer);
        return patch.fields().contains(Tracking.SENSITIVITY)
                ? withSensitivity(reading, ExtendedProperties.rendition(patch))
                : reading;
    }

    /**
     * A body that sets those of the named fields that are the contact's own, and nothing else. The
     * display name goes along with a part of the name, since Graph would otherwise work it out anew
     * (3.5).
     */
    Contact body(List<String> fields, io.syncline.schemas.contact.Contact wished) {
        Contact body = new Contact();
        fields.stream()
                .filter(field -> !field.equals(Tracking.SENSITIVITY))
                .forEach(field -> set(body, field, wished));
        if (wished.getDisplayName().isPresent() && fields.stream().anyMatch(NAME_PARTS::contains)) {
            set(body, "displayName", wished);
        }
        return body;
    }

    private static Reading withSensitivity(Reading reading, @Nullable String sensitivity) {
        return Reading.newBuilder(reading)
                .setFields(List.copyOf(entriesMax().keySet()))
                .setContact(io.syncline.schemas.contact.Contact.newBuilder(reading.getContact())
                        .setSensitivity(sensitivity)
                        .build())
                .build();
    }

    private io.syncline.schemas.contact.Contact ours(Contact contact) {
        io.syncline.schemas.contact.Contact ours = io.syncline.schemas.contact.Contact.newBuilder()
                .build();
        TEXTS.forEach((field, text) -> put(ours, field, blankToNull(text.get().apply(contact))));
        ADDRESSES.forEach((field, address) -> put(ours, field,
                address(address.get().apply(contact))));
        LISTS.forEach((field, list) -> put(ours, field, list(list.get().apply(contact))));
        PHONE_LISTS.forEach((field, list) -> put(ours, field,
                list(list.get().apply(contact)).stream().map(phones::phone).toList()));
        put(ours, "birthday", date(contact.getBirthday()));
        String mobile = blankToNull(contact.getMobilePhone());
        put(ours, "mobilePhone", mobile == null ? null : phones.phone(mobile));
        put(ours, "emailAddresses", emails(contact.getEmailAddresses()));
        return ours;
    }

    private static void set(Contact body, String field,
            io.syncline.schemas.contact.Contact wished) {
        Object value = wished.get(field);
        TextField text = TEXTS.get(field);
        Address address = ADDRESSES.get(field);
        Texts list = LISTS.get(field);
        Texts phoneList = PHONE_LISTS.get(field);
        if (text != null) {
            text.set().accept(body, (String) value);
        } else if (address != null) {
            address.set().accept(body, theirs((PostalAddress) value));
        } else if (list != null) {
            list.set().accept(body, texts(value));
        } else if (phoneList != null) {
            phoneList.set().accept(body, numbers(value));
        } else {
            setOther(body, field, value);
        }
    }

    private static void setOther(Contact body, String field, @Nullable Object value) {
        switch (field) {
            case "birthday" -> body.setBirthday(noon((LocalDate) value));
            case "mobilePhone" -> body.setMobilePhone(
                    value instanceof Phone phone ? phone.getNumber() : null);
            case "emailAddresses" -> body.setEmailAddresses(theirEmails(value));
            default -> throw new IllegalArgumentException(
                    "Graph holds no field " + field + "; capabilities should have said so");
        }
    }

    private static void put(io.syncline.schemas.contact.Contact contact, String field,
            @Nullable Object value) {
        contact.put(io.syncline.schemas.contact.Contact.getClassSchema().getField(field).pos(),
                value);
    }

    private static @Nullable PostalAddress address(@Nullable PhysicalAddress address) {
        if (address == null) {
            return null;
        }
        PostalAddress ours = new PostalAddress(blankToNull(address.getStreet()),
                blankToNull(address.getCity()), blankToNull(address.getState()),
                blankToNull(address.getCountryOrRegion()), blankToNull(address.getPostalCode()));
        return ours.equals(PostalAddress.newBuilder().build()) ? null : ours;
    }

    /** A cleared address is written part by part: an absent part might stay. */
    private static PhysicalAddress theirs(@Nullable PostalAddress address) {
        PostalAddress ours = address == null ? PostalAddress.newBuilder().build() : address;
        PhysicalAddress theirs = new PhysicalAddress();
        theirs.setStreet(ours.getStreet().orElse(null));
        theirs.setCity(ours.getCity().orElse(null));
        theirs.setState(ours.getState().orElse(null));
        theirs.setCountryOrRegion(ours.getCountryOrRegion().orElse(null));
        theirs.setPostalCode(ours.getPostalCode().orElse(null));
        return theirs;
    }

    private static List<io.syncline.schemas.contact.EmailAddress> emails(
            @Nullable List<EmailAddress> emails) {
        return Optional.ofNullable(emails)
                .orElse(List.of())
                .stream()
                .filter(email -> blankToNull(email.getAddress()) != null)
                .map(email -> new io.syncline.schemas.contact.EmailAddress(email.getAddress(),
                        blankToNull(email.getName())))
                .toList();
    }

    private static List<EmailAddress> theirEmails(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value)).stream()
                .map(io.syncline.schemas.contact.EmailAddress.class::cast)
                .map(email -> {
                    EmailAddress theirs = new EmailAddress();
                    theirs.setAddress(email.getAddress());
                    theirs.setName(email.getName().orElse(email.getAddress()));
                    return theirs;
                })
                .toList();
    }

    private static List<String> texts(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value)).stream().map(String.class::cast).toList();
    }

    private static List<String> numbers(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value)).stream()
                .map(Phone.class::cast)
                .map(Phone::getNumber)
                .toList();
    }

    private static List<String> list(@Nullable List<String> texts) {
        return Optional.ofNullable(texts)
                .orElse(List.of())
                .stream()
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static @Nullable LocalDate date(@Nullable OffsetDateTime birthday) {
        return birthday == null
                ? null
                : birthday.withOffsetSameInstant(ZoneOffset.UTC).plus(TO_THE_DAY).toLocalDate();
    }

    private static @Nullable OffsetDateTime noon(@Nullable LocalDate date) {
        return date == null
                ? null
                : date.atTime(NOON_HOUR, NOON_MINUTE).atOffset(ZoneOffset.UTC);
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
