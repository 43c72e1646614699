package io.syncline.ews;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.PostalAddress;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.Schema;

/** A contact in which every field has a value of its own. */
final class FullContact {

    private FullContact() {}

    static Contact contact() {
        Contact contact = Contact.newBuilder().build();
        for (Schema.Field field : Contact.getClassSchema().getFields()) {
            contact.put(field.pos(), value(field));
        }
        return Contact.newBuilder(contact)
                .setSensitivity("Private")
                .setPostalAddressIndex("Home")
                .build();
    }

    private static Object value(Schema.Field field) {
        Schema type = field.schema().isUnion()
                ? field.schema().getTypes().getLast()
                : field.schema();
        return switch (type.getType()) {
            case STRING -> "the " + field.name();
            case INT -> LocalDate.of(1980, 5, 17).plusDays(field.pos());
            case ARRAY -> List.of(entry(type.getElementType(), field, 1),
                    entry(type.getElementType(), field, 2));
            case RECORD -> entry(type, field, 1);
            default -> throw new AssertionError("A field of a new type: " + field);
        };
    }

    private static Object entry(Schema type, Schema.Field field, int number) {
        return switch (type.getName()) {
            case "Phone" -> new Phone("202-555-01%02d x%d".formatted(field.pos(), number), null);
            case "EmailAddress" -> new EmailAddress("jane" + number + "@example.com",
                    "Jane " + number);
            case "PostalAddress" -> new PostalAddress("1 " + field.name(), "Springfield", "IL",
                    "US", "12345");
            default -> field.name() + " " + number;
        };
    }
}
