package io.syncline.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.port.PhoneNumbers;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.PostalAddress;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A contact in JSON: the fields of the Avro contact by name; phones as they are written, dates as
 * 2026-12-31; null or an empty list clears. Follows the schema, so a new field needs no code here.
 */
final class ContactJson {

    static {
        AvroTrust.install();
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema CONTACT = Contact.getClassSchema();

    private final PhoneNumbers phones;

    ContactJson(PhoneNumbers phones) {
        this.phones = phones;
    }

    /** The fields that a body names, and their values. */
    record Parsed(List<String> fields, Contact contact) {}

    /** @throws Problem naming the field that is unknown or malformed */
    Parsed parse(ObjectNode body) {
        Contact contact = Contact.newBuilder().build();
        List<String> fields = new ArrayList<>();
        body.properties().forEach(entry -> {
            Schema.Field field = CONTACT.getField(entry.getKey());
            if (field == null) {
                throw new Problem(400, entry.getKey(), "A contact has no such field");
            }
            fields.add(field.name());
            contact.put(field.pos(), value(entry.getValue(), field.schema(), field.name()));
        });
        return new Parsed(List.copyOf(fields), contact);
    }

    /** Every field, for a record that is written whole. */
    static List<String> allFields() {
        return CONTACT.getFields().stream().map(Schema.Field::name).toList();
    }

    static ObjectNode of(Contact contact) {
        ObjectNode json = JSON.createObjectNode();
        for (Schema.Field field : CONTACT.getFields()) {
            JsonNode value = json(contact.get(field.pos()));
            if (!value.isNull() && !(value.isArray() && value.isEmpty())) {
                json.set(field.name(), value);
            }
        }
        return json;
    }

    private @Nullable Object value(JsonNode json, Schema schema, String field) {
        if (schema.getType() == Schema.Type.ARRAY) {
            return entries(json, schema.getElementType(), field);
        }
        if (json.isNull()) {
            return null;
        }
        Schema type = schema.isUnion() ? schema.getTypes().getLast() : schema;
        return switch (type.getType()) {
            case STRING -> text(json, field);
            case INT -> date(json, field);
            case RECORD -> record(json, type, field);
            default -> throw new IllegalStateException("No JSON form for " + type);
        };
    }

    private List<Object> entries(JsonNode json, Schema type, String field) {
        List<Object> entries = new ArrayList<>();
        if (json.isNull()) {
            return entries;
        }
        if (!json.isArray()) {
            throw new Problem(400, field, "Must be a list");
        }
        for (int i = 0; i < json.size(); i++) {
            entries.add(Objects.requireNonNull(
                    value(notNull(json.get(i), field + "[" + i + "]"), type,
                            field + "[" + i + "]")));
        }
        return entries;
    }

    private SpecificRecord record(JsonNode json, Schema type, String field) {
        return switch (type.getName()) {
            case "Phone" -> phones.phone(text(json, field));
            case "EmailAddress" -> new EmailAddress(part(json, "address", field, true),
                    part(json, "name", field, false));
            case "PostalAddress" -> new PostalAddress(part(json, "street", field, false),
                    part(json, "city", field, false), part(json, "state", field, false),
                    part(json, "countryOrRegion", field, false),
                    part(json, "postalCode", field, false));
            default -> throw new IllegalStateException("No JSON form for " + type.getFullName());
        };
    }

    private static @Nullable String part(JsonNode json, String name, String field,
            boolean required) {
        if (!json.isObject()) {
            throw new Problem(400, field, "Must be an object");
        }
        JsonNode part = json.path(name);
        if (part.isMissingNode() || part.isNull()) {
            if (required) {
                throw new Problem(400, field + "." + name, "Is missing");
            }
            return null;
        }
        return text(part, field + "." + name);
    }

    private static JsonNode notNull(JsonNode json, String field) {
        if (json.isNull()) {
            throw new Problem(400, field, "Must not be null; leave the entry out");
        }
        return json;
    }

    private static String text(JsonNode json, String field) {
        if (!json.isTextual()) {
            throw new Problem(400, field, "Must be a text");
        }
        return json.asText();
    }

    private static LocalDate date(JsonNode json, String field) {
        try {
            return LocalDate.parse(text(json, field));
        } catch (DateTimeParseException e) {
            throw new Problem(400, field, "Must be a day such as 2026-12-31");
        }
    }

    private static JsonNode json(@Nullable Object avro) {
        return switch (avro) {
            case null -> JSON.nullNode();
            case String text -> JSON.getNodeFactory().textNode(text);
            case LocalDate date -> JSON.getNodeFactory().textNode(date.toString());
            case Phone phone -> JSON.getNodeFactory().textNode(phone.getNumber());
            case SpecificRecord record -> parts(record);
            case List<?> entries -> {
                ArrayNode array = JSON.createArrayNode();
                entries.forEach(entry -> array.add(json(entry)));
                yield array;
            }
            default -> throw new IllegalStateException("No JSON form for " + avro.getClass());
        };
    }

    private static ObjectNode parts(SpecificRecord record) {
        ObjectNode parts = JSON.createObjectNode();
        record.getSchema().getFields().forEach(field -> {
            if (record.get(field.pos()) instanceof String text) {
                parts.put(field.name(), text);
            }
        });
        return parts;
    }
}
