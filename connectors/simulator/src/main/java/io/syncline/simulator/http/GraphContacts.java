package io.syncline.simulator.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.syncline.simulator.http.DeltaTokens.Position;
import io.syncline.simulator.mailbox.GraphError;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.MailboxStore.Folder;
import io.syncline.simulator.mailbox.MailboxStore.Told;
import io.syncline.simulator.mailbox.Mutation;
import io.syncline.simulator.mailbox.StoredContact;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The contacts part of Graph v1.0, as facts/graph.md records it. If-Match is not looked at, since
 * nobody knows whether the service does so for contacts.
 */
final class GraphContacts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> DELTA = Set.of("delta", "delta()", "microsoft.graph.delta()");
    private static final Pattern PAGE_SIZE = Pattern.compile("odata\\.maxpagesize=(\\d+)");
    private static final Pattern BY_PROPERTY = Pattern
            .compile("ep/id eq '([^']+)' and ep/value eq '([^']+)'");
    private static final Pattern BY_FLAG = Pattern.compile(
            "ep/id eq '([^']+)' and cast\\(ep/value, ?Edm\\.Boolean\\) eq (true|false)");
    private static final Pattern BY_EMAIL = Pattern.compile("a/address eq '([^']+)'");
    private static final int DELTA_PAGE = 50;
    private static final int LIST_PAGE = 10;
    private static final int LIST_PAGE_MAX = 1000;

    private final DeltaTokens tokens = new DeltaTokens();
    private final Set<Mutation> mutations;

    /** @param mutations what is wrong on purpose */
    GraphContacts(Set<Mutation> mutations) {
        this.mutations = mutations;
    }

    /** GET of a collection: a list, or a delta round. */
    void collection(Context context, MailboxStore mailbox, String folder) {
        String filter = query(context, "$filter");
        String id = folder.equals(MailboxStore.DELETED_ITEMS)
                ? folder
                : mailbox.folder(folder).id();
        List<StoredContact> found = (filter.isEmpty()
                ? mailbox.inFolder(id)
                : mailbox.searched(id)).stream()
                .filter(contact -> matches(contact, filter))
                .toList();
        int skip = Integer.parseInt(Optional.ofNullable(context.queryParam("$skip")).orElse("0"));
        int top = Math.min(LIST_PAGE_MAX, Integer.parseInt(
                Optional.ofNullable(context.queryParam("$top")).orElse("" + LIST_PAGE)));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode value = answer.putArray("value");
        found.stream()
                .skip(skip)
                .limit(top)
                .forEach(contact -> value.add(shown(context,
                        contact)));
        if (found.size() > skip + top) {
            answer.put("@odata.nextLink", context.url() + "?$skip=" + (skip + top) + "&$top="
                    + top + alike(context));
        }
        reply(context, 200, answer);
    }

    /** A next link asks for the same as the request that it goes on from. */
    private static String alike(Context context) {
        return Stream.of("$filter", "$select", "$expand")
                .filter(name -> !query(context, name).isEmpty())
                .map(name -> "&" + name + "="
                        + URLEncoder.encode(query(context, name), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    /** GET of one contact, or a delta round where the id is that word. */
    void one(Context context, MailboxStore mailbox, String folder, String id) {
        if (DELTA.contains(id)) {
            delta(context, mailbox, mailbox.folder(folder).id());
        } else {
            reply(context, 200, shown(context, mailbox.contact(id)));
        }
    }

    /** @return what it did, for the request log */
    String create(Context context, MailboxStore mailbox, String folder) {
        ObjectNode body = body(context);
        StoredContact created = mailbox.create(mailbox.folder(folder).id(), body,
                ContactJson.extended(body), false);
        reply(context, 201, shown(context, created));
        return "created " + created.id();
    }

    String patch(Context context, MailboxStore mailbox, String id) {
        StoredContact before = mailbox.contact(id);
        ObjectNode body = body(context);
        StoredContact after = mailbox.patch(before.id(), body, ContactJson.extended(body));
        reply(context, 200, shown(context, after));
        return "patched " + after.id();
    }

    String delete(Context context, MailboxStore mailbox, String id) {
        StoredContact before = mailbox.contact(id);
        mailbox.delete(before.id());
        context.status(204);
        return "deleted " + before.id();
    }

    void folders(Context context, MailboxStore mailbox, String parent) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode value = answer.putArray("value");
        mailbox.folders()
                .stream()
                .filter(folder -> folder.parent().equals(parent))
                .forEach(folder -> value.add(folderJson(folder)));
        reply(context, 200, answer);
    }

    void folder(Context context, MailboxStore mailbox, String id) {
        reply(context, 200, folderJson(mailbox.folder(id)));
    }

    /** What the body says that our own stamps are, for the request log. */
    static String stamps(Context context) {
        try {
            return JSON.readTree(context.body()) instanceof ObjectNode body
                    ? String.join(" ", ContactJson.extended(body).values())
                    : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private void delta(Context context, MailboxStore mailbox, String folder) {
        String chain = mailbox.address() + "/" + folder;
        Position read = position(context, chain);
        boolean begins = read.upTo() == 0;
        Position position = begins ? read.upTo(mailbox.lastChange()) : read;
        List<Told> rest = mailbox.told(folder, position.after(), position.upTo(),
                position.isFirst());
        // A page may be empty and yet not the last one (facts/graph.md 1.6).
        List<Told> page = rest.subList(0, position.pauses()
                ? 0
                : Math.min(rest.size(), pageSize(context)));
        boolean last = page.size() == rest.size();
        ObjectNode answer = JSON.createObjectNode();
        answer.put("@odata.context", "$metadata#Collection(contact)");
        ArrayNode value = answer.putArray("value");
        page.forEach(told -> value.add(told(context, told, position.select())));
        // The same object may come twice in a round (facts/graph.md 1.10).
        page.stream()
                .filter(told -> page.size() > 3)
                .limit(1)
                .forEach(told -> value.add(told(context, told, position.select())));
        long known = mutations.contains(Mutation.REPEATS_EVERYTHING) ? 0 : position.upTo();
        Position next = last
                ? new Position(chain, known, 0, known == 0, false, position.select())
                : new Position(chain,
                        page.isEmpty() ? position.after() : page.getLast().change(),
                        position.upTo(), position.isFirst(), begins, position.select());
        String link = context.url() + (last ? "?$deltatoken=" : "?$skiptoken=")
                + tokens.issue(next);
        answer.put(last ? "@odata.deltaLink" : "@odata.nextLink", link);
        reply(context, 200, answer);
    }

    private Position position(Context context, String chain) {
        String token = Optional.ofNullable(context.queryParam("$deltatoken"))
                .filter(text -> !text.isEmpty())
                .orElse(context.queryParam("$skiptoken"));
        boolean begins = token == null
                || mutations.contains(Mutation.TAKES_ANY_TOKEN) && !tokens.isToken(token);
        return begins
                ? new Position(chain, 0, 0, true, false, query(context, "$select"))
                : tokens.read(requireNonNull(token), chain);
    }

    private ObjectNode told(Context context, Told told, String select) {
        ObjectNode shown = told.contact()
                .map(contact -> ContactJson.of(contact, isImmutable(context), select, ""))
                .orElseGet(() -> ContactJson.removed(JSON.createObjectNode(), told.id()));
        return shown.put("@odata.type", "#microsoft.graph.contact");
    }

    private ObjectNode shown(Context context, StoredContact contact) {
        return ContactJson.of(contact, isImmutable(context), query(context, "$select"),
                mutations.contains(Mutation.FORGETS_STAMPS) ? "" : query(context, "$expand"));
    }

    private boolean matches(StoredContact contact, String filter) {
        Matcher property = BY_PROPERTY.matcher(filter);
        if (property.find()) {
            return property.group(2)
                    .equalsIgnoreCase(contact.extended().get(property.group(1)));
        }
        Matcher flag = BY_FLAG.matcher(filter);
        if (flag.find()) {
            return flag.group(2).equalsIgnoreCase(contact.extended().get(flag.group(1)))
                    && !mutations.contains(Mutation.HIDES_PRIVATE_MARKS);
        }
        Matcher email = BY_EMAIL.matcher(filter);
        if (email.find()) {
            return contact.contact()
                    .path("emailAddresses")
                    .valueStream()
                    .anyMatch(entry -> entry.path("address")
                            .asText()
                            .equalsIgnoreCase(email.group(1)));
        }
        if (!filter.isEmpty()) {
            throw new GraphError(400, "ErrorInvalidUrlQueryFilter",
                    "The query filter is not supported: " + filter);
        }
        return true;
    }

    private static ObjectNode folderJson(Folder folder) {
        return JSON.createObjectNode()
                .put("id", folder.id())
                .put("displayName", folder.name())
                .put("parentFolderId", folder.parent());
    }

    private boolean isImmutable(Context context) {
        return !mutations.contains(Mutation.MOVES_CHANGE_IDS)
                && prefer(context).contains("IdType=\"ImmutableId\"");
    }

    private static int pageSize(Context context) {
        Matcher size = PAGE_SIZE.matcher(prefer(context));
        return size.find() ? Integer.parseInt(size.group(1)) : DELTA_PAGE;
    }

    /** Several header lines count as one list. */
    private static String prefer(Context context) {
        return String.join(",", Collections.list(context.req().getHeaders("Prefer")));
    }

    private static String query(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).orElse("");
    }

    private static ObjectNode body(Context context) {
        try {
            if (JSON.readTree(context.body()) instanceof ObjectNode body) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Answered like any other body that is no object.
        }
        throw new GraphError(400, "BadRequest", "Unable to read JSON request payload.");
    }

    static void reply(Context context, int status, ObjectNode body) {
        context.status(status)
                .contentType("application/json;odata.metadata=minimal")
                .result(body.toString());
    }
}
