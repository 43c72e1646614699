package io.syncline.ews.client;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many requests and streams are open at each host. One of them is shared by all tenants, since
 * many of them have the same host. Thread-safe.
 */
public final class HostLimits {

    private final Map<String, Semaphore> requests = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> streams = new ConcurrentHashMap<>();

    Semaphore requests(EwsSettings settings) {
        return requests.computeIfAbsent(host(settings.url()),
                host -> new Semaphore(settings.requestsMax(), true));
    }

    Semaphore streams(EwsSettings settings) {
        return streams.computeIfAbsent(host(settings.url()),
                host -> new Semaphore(settings.streamsMax(), true));
    }

    private static String host(URI url) {
        return url.getHost() + ":" + url.getPort();
    }
}
