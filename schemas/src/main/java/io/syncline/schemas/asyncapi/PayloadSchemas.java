package io.syncline.schemas.asyncapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Tells Avro schemas as JSON Schema; a named type stands once, and is referred to from then on. */
final class PayloadSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode named;

    /** @param named gets the named types */
    PayloadSchemas(ObjectNode named) {
        this.named = named;
    }

    ObjectNode of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM -> referred(schema);
            case ARRAY -> {
                ObjectNode array = type("array");
                array.set("items", of(schema.getElementType()));
                yield array;
            }
            case UNION -> union(schema);
            case STRING -> type("string");
            case BOOLEAN -> type("boolean");
            case INT, LONG -> whole(schema);
            case BYTES -> type("string").put("contentEncoding", "base64");
            case NULL -> type("null");
            default -> throw new IllegalArgumentException(
                    "No schema of Syncline has the type " + schema.getType());
        };
    }

    private ObjectNode referred(Schema schema) {
        String name = schema.getName();
        if (!named.has(name)) {
            // Before its fields: it stands where it was met first.
            ObjectNode type = named.putObject(name);
            describe(type, schema.getDoc());
            if (schema.getType() == Schema.Type.ENUM) {
                type.put("type", "string");
                ArrayNode symbols = type.putArray("enum");
                schema.getEnumSymbols().forEach(symbols::add);
            } else {
                fields(type.put("type", "object"), schema.getFields());
            }
            type.put("x-avro-name", schema.getFullName());
        }
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private void fields(ObjectNode type, List<Schema.Field> fields) {
        ArrayNode required = JSON.createArrayNode();
        ObjectNode properties = type.putObject("properties");
        for (Schema.Field field : fields) {
            ObjectNode property = of(field.schema());
            if (property.has("$ref")) {
                // Whatever stands beside a reference counts for nothing.
                ObjectNode wrapped = JSON.createObjectNode();
                wrapped.putArray("allOf").add(property);
                property = wrapped;
            }
            describe(property, field.doc());
            properties.set(field.name(), property);
            if (!field.hasDefaultValue()) {
                required.add(field.name());
            } else if (field.defaultVal() != JsonProperties.NULL_VALUE) {
                property.set("default", JSON.valueToTree(field.defaultVal()));
            }
        }
        if (!required.isEmpty()) {
            type.set("required", required);
        }
    }

    private ObjectNode union(Schema schema) {
        ObjectNode union = JSON.createObjectNode();
        ArrayNode branches = union.putArray("oneOf");
        schema.getTypes().forEach(branch -> branches.add(of(branch)));
        return union;
    }

    private static ObjectNode whole(Schema schema) {
        ObjectNode type = type("integer").put("format",
                schema.getType() == Schema.Type.LONG ? "int64" : "int32");
        LogicalType logical = schema.getLogicalType();
        return logical == null ? type : type.put("x-avro-logical-type", logical.getName());
    }

    private static ObjectNode type(String name) {
        return JSON.createObjectNode().put("type", name);
    }

    private static void describe(ObjectNode node, @Nullable String doc) {
        if (doc != null) {
            node.put("description", doc.replaceAll("\\s+", " ").trim());
        }
    }
}
