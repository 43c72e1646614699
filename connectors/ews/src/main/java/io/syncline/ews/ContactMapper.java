package io.syncline.ews;

import io.syncline.ews.client.Unfamiliar;
import io.syncline.ews.client.Unfamiliar.What;
import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.ItemId;
import io.syncline.ews.soap.Shape;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.Patch;
import io.syncline.port.PhoneNumbers;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates between the service's contact and ours (facts/ews.md 4). */
public final class ContactMapper {

    private static final Set<String> NAME_PARTS = Set.of("givenName", "middleName", "surname",
            "title", "generation", "companyName");
    private static final String DISPLAY_NAME = "displayName";
    private static final Set<String> KNOWN_ADDRESSES = Set.of("Business", "Home", "Other");

    private final PhoneNumbers phones;
    private final Unfamiliar unfamiliar;

    public ContactMapper(PhoneNumbers phones, Unfamiliar unfamiliar) {
        this.phones = phones;
        this.unfamiliar = unfamiliar;
    }

    /** How many entries the service holds of each field. */
    static Map<String, Integer> entriesMax() {
        Map<String, Integer> entriesMax = new TreeMap<>();
        ContactFields.ALL.forEach((name, field) -> entriesMax.put(name, field.entriesMax()));
        return entriesMax;
    }

    /** What to ask for, so that an answer holds all that a reading tells. */
    public static Shape shape() {
        Stream<FieldPath> fields = ContactFields.ALL.values()
                .stream()
                .flatMap(field -> field.paths().stream());
        Stream<FieldPath> itself = Stream.of(new FieldPath.Named("item:ParentFolderId"),
                new FieldPath.Named("item:DateTimeCreated"),
                new FieldPath.Named("item:LastModifiedTime"), ExtendedProperties.STAMP,
                ExtendedProperties.WRITE_ID);
        return new Shape(Stream.concat(fields, itself).distinct().toList(), true);
    }

    /** What a contact shows that was asked for in this shape. */
    public Reading reading(ItemId id, Element contact) {
        noteUnknown(contact);
        List<String> fields = new ArrayList<>();
        Contact ours = Contact.newBuilder().build();
        for (ContactField field : ContactFields.ALL.values()) {
            if (field.isReadable(contact)) {
                fields.add(field.name());
                put(ours, field.name(), field.read(contact, phones));
            } else {
                unfamiliar.met(What.FORM_OF_A_VALUE, field.name());
            }
        }
        return Reading.newBuilder()
                .setExternalId(id.id())
                .setFolderId(contact.child("ParentFolderId")
                        .flatMap(folder -> folder.attribute("Id"))
                        .orElse(null))
                .setVersion(ContactField.blankToNull(id.changeKey()))
                .setModifiedAt(instant(contact, "LastModifiedTime").orElse(Instant.EPOCH))
                .setCreatedAt(instant(contact, "DateTimeCreated").orElse(null))
                .setStamp(ExtendedProperties.value(contact, ExtendedProperties.STAMP).orElse(null))
                .setWriteId(ExtendedProperties.value(contact, ExtendedProperties.WRITE_ID)
                        .orElse(null))
                .setFields(fields)
                .setContact(ours)
                .build();
    }

    /** Why the service would not hold what is wished; it has no key for one entry more. */
    static Optional<String> refusal(Patch patch) {
        return patch.fields()
                .stream()
                .filter(name -> patch.contact().get(name) instanceof List<?> entries
                        && entries.size() > field(name).entriesMax())
                .findFirst()
                .map(name -> name + " has more entries than the "
                        + field(name).entriesMax() + " that EWS holds");
    }

    /** A new contact with the named fields, and with our stamp. */
    public static Element created(Patch item) {
        List<Update> updates = new ArrayList<>(
                ExtendedProperties.ofCreate(item.stamp(), item.writeId()));
        updates.addAll(updatesOf(item));
        return NewContact.of(updates);
    }

    /** What writes the named fields, and our write id with them. */
    static List<Update> updates(Patch patch) {
        List<Update> updates = new ArrayList<>(List.of(
                ExtendedProperties.set(ExtendedProperties.WRITE_ID, patch.writeId())));
        updates.addAll(updatesOf(patch));
        return updates;
    }

    /** The display name goes along with a part of the name, or it might be worked out anew. */
    private static List<Update> updatesOf(Patch patch) {
        List<String> names = new ArrayList<>(patch.fields());
        if (patch.contact().getDisplayName().isPresent() && !names.contains(DISPLAY_NAME)
                && names.stream().anyMatch(NAME_PARTS::contains)) {
            names.add(DISPLAY_NAME);
        }
        return names.stream()
                .flatMap(name -> field(name).updates(patch.contact().get(name)).stream())
                .toList();
    }

    private static ContactField field(String name) {
        ContactField field = ContactFields.ALL.get(name);
        if (field == null) {
            throw new IllegalArgumentException(
                    "EWS holds no field " + name + "; capabilities should have said so");
        }
        return field;
    }

    /** Keys that we do not know keep their values in the mailbox: we write key by key. */
    private void noteUnknown(Element contact) {
        PhoneField.keys(contact)
                .stream()
                .filter(key -> !ContactFields.PHONE_KEYS.contains(key))
                .forEach(key -> unfamiliar.met(What.PHONE_KEY, key));
        AddressField.keys(contact)
                .stream()
                .filter(key -> !KNOWN_ADDRESSES.contains(key))
                .forEach(key -> unfamiliar.met(What.ADDRESS_KEY, key));
        EmailField.keys(contact)
                .stream()
                .filter(key -> !EmailField.KEYS.contains(key))
                .forEach(key -> unfamiliar.met(What.EMAIL_KEY, key));
    }

    private static void put(Contact contact, String field, @Nullable Object value) {
        contact.put(Contact.getClassSchema().getField(field).pos(), value);
    }

    private Optional<Instant> instant(Element item, String name) {
        return item.text(name).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
            } catch (DateTimeParseException e) {
                unfamiliar.met(What.FORM_OF_A_TIME, name);
                return Optional.empty();
            }
        });
    }
}
