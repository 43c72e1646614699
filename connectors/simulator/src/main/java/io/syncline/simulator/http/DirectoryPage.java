package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.syncline.simulator.mailbox.DirectoryObject;
import io.syncline.simulator.mailbox.GraphError;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers one page of objects, in the order of their ids: a page goes on behind the last object of the
 * one before, whatever came or went in between.
 */
final class DirectoryPage {

    private static final int PAGE = 100;
    private static final int PAGE_MAX = 999;

    private DirectoryPage() {}

    static <T extends DirectoryObject> void answer(Context context, List<T> all,
            Function<T, ObjectNode> shown) {
        int top = top(context);
        String after = query(context, "$skiptoken").map(DirectoryPage::decoded).orElse("");
        NavigableMap<String, T> byId = new TreeMap<>();
        all.forEach(object -> byId.put(object.id(), object));
        List<T> rest = List.copyOf(byId.tailMap(after, false).values());
        ObjectNode answer = new ObjectMapper().createObjectNode();
        if (query(context, "$count").filter("true"::equals).isPresent()) {
            answer.put("@odata.count", all.size());
        }
        if (rest.size() > top) {
            answer.put("@odata.nextLink", next(context, rest.get(top - 1).id()));
        }
        ArrayNode value = answer.putArray("value");
        rest.stream().limit(top).map(shown).forEach(value::add);
        GraphContacts.reply(context, 200, answer);
    }

    private static int top(Context context) {
        int top = query(context, "$top").map(Integer::parseInt).orElse(PAGE);
        if (top < 1 || top > PAGE_MAX) {
            throw new GraphError(400, "Request_UnsupportedQuery", "Invalid page size specified: '"
                    + top + "'. Must be between 1 and " + PAGE_MAX + " inclusive.");
        }
        return top;
    }

    /** A next link asks for the same as the request that it goes on from. */
    private static String next(Context context, String last) {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(UTF_8));
        return context.url() + "?" + Stream.of("$top", "$filter", "$select", "$count")
                .filter(name -> query(context, name).isPresent())
                .map(name -> name + "="
                        + URLEncoder.encode(query(context, name).orElse(""), UTF_8))
                .collect(Collectors.joining("&", "", "&")) + "$skiptoken=" + token;
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new GraphError(400, "Directory_ExpiredPageToken",
                    "The specified page token value has expired and can no longer be included in "
                            + "your request.");
        }
    }

    private static Optional<String> query(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name));
    }
}
