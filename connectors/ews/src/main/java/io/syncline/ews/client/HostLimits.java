package io.syncline.ews.client;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many requests and streams are open at each host. One of them is shared by all services and
 * tenants of a process, since many of them have the same host. Thread-safe.
 */
public final class HostLimits {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Map<String, Places> requests = new ConcurrentHashMap<>();
    private final Map<String, Places> streams = new ConcurrentHashMap<>();

    /** The places for requests at a tenant's host, streams apart. */
    Places requests(EwsSettings settings) {
        return requests.computeIfAbsent(host(settings.url()), host -> new Places())
                .atMost(settings.requestsMax());
    }

    /** The places for streams of events at a tenant's host. */
    public Places streams(EwsSettings settings) {
        return streams.computeIfAbsent(host(settings.url()), host -> new Places())
                .atMost(settings.streamsMax());
    }

    private static String host(URI url) {
        int standard = "https".equals(url.getScheme()) ? HTTPS : HTTP;
        return url.getHost().toLowerCase(Locale.ROOT) + ":"
                + (url.getPort() < 0 ? standard : url.getPort());
    }
}
