package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How many requests to EWS are open, streaming connections apart, and how many were at once at most.
 * Thread-safe.
 */
final class OpenRequests {

    private final Count requests = new Count();
    private final Count streams = new Count();

    /** Those of one kind. */
    static final class Count {
        private int now;
        private int max;

        /** Counts one that begins; whoever calls this calls {@link #end} as well. */
        synchronized void begin() {
            now++;
            max = Math.max(max, now);
        }

        synchronized void end() {
            now--;
        }

        private synchronized void show(ObjectNode node, String name) {
            node.put(name, now).put(name + "Max", max);
        }
    }

    Count of(boolean isStreaming) {
        return isStreaming ? streams : requests;
    }

    ObjectNode shown() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        requests.show(node, "requests");
        streams.show(node, "streams");
        return node;
    }
}
