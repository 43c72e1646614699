package io.syncline.console.rebuild;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An item that is not the same in both places.
 *
 * @param key as it stands on {@code merged}
 * @param values of the fields that differ; empty where only one of the two has the item
 */
public record Difference(String key, Verdict verdict, List<Values> values) {

    private static final List<String> BESIDES = List.of("deleted", "recordId", "heldDelete",
            "origins");

    /**
     * A field in both places. {@code toString} shows no value.
     *
     * @param here as it is published; empty: nothing
     * @param there as it came out otherwise
     */
    public record Values(String field, String here, String there) {
        @Override
        public String toString() {
            return field;
        }
    }

    public Difference {
        values = List.copyOf(values);
    }

    /** @param here as it is published, null where it is not; {@code there} likewise */
    static Difference of(String key, Verdict verdict, @Nullable Merged here,
            @Nullable Merged there) {
        return new Difference(key, verdict, here == null || there == null
                ? List.of()
                : values(here, there));
    }

    /** Says of which item and which fields, and no value. */
    public String sentence() {
        RecordKey parts = RecordKey.parse(key);
        String item = parts.tenant() + "/" + parts.mailbox() + " " + parts.id();
        return switch (verdict) {
            case EQUAL -> item + " is equal";
            case DIFFERING -> item + " differs in " + (values.isEmpty()
                    ? "what has changed since"
                    : values.stream().map(Values::field).collect(Collectors.joining(", ")));
            case MISSING -> item + " is missing";
            case EXTRA -> item + " is too many";
            case MOVING -> item + " was changing";
        };
    }

    private static List<Values> values(Merged here, Merged there) {
        List<Values> values = new ArrayList<>();
        for (Schema.Field field : Contact.getClassSchema().getFields()) {
            add(values, field.name(), here.getContact().get(field.pos()),
                    there.getContact().get(field.pos()));
        }
        for (String name : BESIDES) {
            int place = Merged.getClassSchema().getField(name).pos();
            add(values, name, here.get(place), there.get(place));
        }
        return values;
    }

    private static void add(List<Values> values, String name, @Nullable Object here,
            @Nullable Object there) {
        if (!Objects.equals(here, there)) {
            values.add(new Values(name, text(here), text(there)));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
