package io.syncline.local;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Somebody who signed in to the console and looks at what it shows of the tenant {@code example}. */
final class ConsoleVisitor {

    private static final List<String> PATHS = List.of("/", "/tenants/new", "/tenants/new/graph",
            "/tenants/new/graph?tenant=example", "/tenants/example",
            "/tenants/example/mailboxes", "/tenants/example/verification/graph",
            "/api/v1/tenants", "/api/v1/tenants/example", "/api/v1/tenants/example/mailboxes");

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NORMAL)
            .build();

    /** @param link that signs in */
    ConsoleVisitor(URI link) {
        this.base = link.resolve("/");
        get(link);
    }

    /** What each page and answer holds, headers included. */
    Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : PATHS) {
            HttpResponse<String> answer = get(base.resolve(path));
            answers.put(path + " (" + answer.statusCode() + ")",
                    new TreeMap<>(answer.headers().map()) + answer.body());
        }
        return answers;
    }

    HttpResponse<String> get(URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("GET " + uri.getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
