package io.syncline.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.syncline.simulator.ews.EwsError;
import io.syncline.simulator.ews.ItemIds;
import io.syncline.simulator.mailbox.GraphError;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.Locale;
import java.util.Set;

/** Graph's translateExchangeIds: the ids of contacts in three of the service's five formats. */
final class GraphIds {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int IDS_MAX = 1000;
    private static final Set<String> TYPES = Set.of("ewsId", "restId", "restImmutableEntryId");

    private final ItemIds itemIds;

    GraphIds(ItemIds itemIds) {
        this.itemIds = itemIds;
    }

    /** @throws GraphError where an id is one of EWS, which Graph does not take */
    static void check(String id) {
        if (ItemIds.isItemId(id)) {
            throw new GraphError(400, "ErrorInvalidIdMalformed", "Id is malformed.");
        }
    }

    /** POST /users/{user}/translateExchangeIds; an id that cannot be translated says so itself. */
    void translate(Context context, MailboxStore mailbox) {
        JsonNode body = body(context);
        String source = type(body, "sourceIdType");
        String target = type(body, "targetIdType");
        JsonNode ids = parameter(body, "inputIds");
        if (ids.size() > IDS_MAX) {
            throw new GraphError(400, "ErrorInvalidRequest", "There are too many ids.");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode value = answer.putArray("value");
        ids.forEach(id -> value.add(translated(mailbox, id.asText(), source, target)));
        GraphContacts.reply(context, 200, answer);
    }

    private ObjectNode translated(MailboxStore mailbox, String id, String source, String target) {
        ObjectNode result = JSON.createObjectNode().put("sourceId", id);
        try {
            StoredContact contact = source.equals("ewsId")
                    ? itemIds.contact(mailbox, id)
                    : mailbox.contact(id);
            return result.put("targetId", switch (target) {
                case "ewsId" -> itemIds.of(contact);
                case "restId" -> contact.regularId();
                default -> contact.id();
            });
        } catch (EwsError e) {
            return failed(result, e.code(), e);
        } catch (GraphError e) {
            return failed(result, e.code(), e);
        }
    }

    private static ObjectNode failed(ObjectNode result, String code, RuntimeException error) {
        result.putObject("errorDetails").put("code", code).put("message", error.getMessage());
        return result;
    }

    private static String type(JsonNode body, String name) {
        String type = parameter(body, name).asText();
        if (!TYPES.contains(type)) {
            throw new GraphError(400, "BadRequest", "Not simulated as " + name + ": " + type);
        }
        return type;
    }

    /** The documentation writes an action's parameters with a small letter, the SDK with a capital. */
    private static JsonNode parameter(JsonNode body, String name) {
        return body.has(name)
                ? body.path(name)
                : body.path(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    private static JsonNode body(Context context) {
        try {
            return JSON.readTree(context.body());
        } catch (JsonProcessingException e) {
            throw new GraphError(400, "BadRequest", "Unable to read JSON request payload.");
        }
    }
}
