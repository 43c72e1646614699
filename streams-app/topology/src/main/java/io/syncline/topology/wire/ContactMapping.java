package io.syncline.topology.wire;

import io.syncline.core.item.ContactKind;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.PostalAddress;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Translates a contact field by field, following its schema: a field that is in the schema and in
 * the catalogue needs no code here.
 */
public final class ContactMapping {

    static {
        AvroTrust.install();
    }

    private static final List<Schema.Field> FIELDS = Contact.getClassSchema().getFields();
    /** What each field is where it has no value. Asking a builder each time costs as much as all else. */
    private static final Contact EMPTY = Contact.newBuilder().build();

    private ContactMapping() {}

    /** The contact's values in their canonical form. */
    public static Contents contents(Contact contact) {
        Map<String, Value> values = new HashMap<>();
        for (Schema.Field field : FIELDS) {
            Value value = value(contact.get(field.pos()));
            if (!value.isEmpty()) {
                values.put(field.name(), value);
            }
        }
        return Contents.of(values);
    }

    /** A contact with these values. */
    public static Contact contact(Contents contents) {
        Contact contact = new Contact();
        for (Schema.Field field : FIELDS) {
            Value value = contents.get(field.name());
            contact.put(field.pos(), value.isEmpty()
                    ? empty(field)
                    : avro(value, field.schema(), field.name()));
        }
        return contact;
    }

    private static @Nullable Object empty(Schema.Field field) {
        return EMPTY.get(field.pos()) instanceof List<?> ? List.of() : EMPTY.get(field.pos());
    }

    /** Whether a contact has a field of this name that the core knows. */
    public static boolean knows(String field) {
        return Contact.getClassSchema().getField(field) != null
                && ContactKind.CONTACT.field(field).isPresent();
    }

    private static Value value(@Nullable Object avro) {
        return switch (avro) {
            case null -> Value.NONE;
            case String text -> Value.text(text);
            case LocalDate date -> Value.text(date.toString());
            case SpecificRecord record -> Value.group(parts(record));
            case List<?> entries ->
                Value.entries(entries.stream().map(ContactMapping::value).toList());
            default -> throw new IllegalStateException(
                    "The schema has a type without a mapping: " + avro.getClass());
        };
    }

    private static Map<String, String> parts(SpecificRecord record) {
        Map<String, String> parts = new TreeMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            if (record.get(field.pos()) instanceof String text) {
                parts.put(field.name(), text);
            }
        }
        return parts;
    }

    private static Object avro(Value value, Schema schema, String field) {
        Schema type = schema.isUnion() ? schema.getTypes().getLast() : schema;
        return switch (type.getType()) {
            case STRING -> value.canonicalText();
            case INT -> date(value, field);
            case ARRAY -> value.asEntries()
                    .stream()
                    .map(entry -> avro(entry, type.getElementType(), field))
                    .toList();
            case RECORD -> record(value, type, field);
            default -> throw new IllegalStateException("No mapping for " + type);
        };
    }

    private static LocalDate date(Value value, String field) {
        try {
            return LocalDate.parse(value.canonicalText());
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("Field " + field + " holds no date", e);
        }
    }

    private static SpecificRecord record(Value value, Schema type, String field) {
        if (!(value instanceof Value.Group group)) {
            throw new IllegalStateException("Field " + field + " holds " + value
                    + ", expected a group of parts");
        }
        SpecificRecord record = switch (type.getName()) {
            case "Phone" -> new Phone();
            case "EmailAddress" -> new EmailAddress();
            case "PostalAddress" -> new PostalAddress();
            default -> throw new IllegalStateException("No mapping for " + type.getFullName());
        };
        type.getFields().forEach(part -> {
            String text = group.part(part.name());
            boolean required = part.schema().getType() == Schema.Type.STRING;
            record.put(part.pos(), text.isEmpty() && !required ? null : text);
        });
        return record;
    }
}
