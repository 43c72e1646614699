package io.syncline.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.local.demo.Outlook;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What Graph was asked about one mailbox since a moment, by the simulated tenant's own log. */
final class Requests {

    private final Outlook outlook;
    private final String address;
    private final int from;

    private Requests(Outlook outlook, String address, int from) {
        this.outlook = outlook;
        this.address = address;
        this.from = from;
    }

    static Requests fromNow(Outlook outlook, String address) {
        return new Requests(outlook, address, outlook.requests().size());
    }

    /** How often it was asked for what changed. */
    long polls() {
        return lines().filter(line -> line.path("path").asText().contains("delta")).count();
    }

    /** How many requests were answered with this status. */
    long answeredWith(int status) {
        return lines().filter(line -> line.path("status").asInt() == status).count();
    }

    /** How many requests asked for more than a look, whatever came of them. */
    long writes() {
        return lines().filter(line -> !line.path("method").asText().equals("GET")).count();
    }

    /** What they did: {@code created}, {@code patched} or {@code deleted}, and the id. */
    List<String> effects() {
        return lines().map(line -> line.path("effect").asText())
                .filter(effect -> !effect.isEmpty())
                .toList();
    }

    /** The items for which more than one create had an effect. */
    List<String> createdTwice() {
        Set<String> once = new HashSet<>();
        return lines().filter(line -> line.path("effect").asText().startsWith("created"))
                .map(line -> line.path("stamp").asText().split(" ")[0])
                .filter(stamp -> !once.add(stamp))
                .toList();
    }

    private Stream<JsonNode> lines() {
        return outlook.requests(from)
                .valueStream()
                .filter(line -> line.path("mailbox").asText().equals(address));
    }
}
