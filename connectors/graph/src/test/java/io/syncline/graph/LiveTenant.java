package io.syncline.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.conformance.Person;
import io.syncline.conformance.TypedContact;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Contact;
import io.syncline.service.access.Credential;
import io.syncline.service.access.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A real tenant, reached with credentials from the environment, and a person at work in one of its
 * mailboxes, who uses plain HTTP. The mailbox should serve no other purpose: every contact named
 * "Jane Doe ..." in it is deleted in the end.
 *
 * <pre>
 * SYNCLINE_LIVE_GRAPH_DIRECTORY   the tenant's id
 * SYNCLINE_LIVE_GRAPH_CLIENT      the application's id, with Contacts.ReadWrite
 * SYNCLINE_LIVE_GRAPH_SECRET      its client secret
 * SYNCLINE_LIVE_GRAPH_MAILBOX     the address of the mailbox
 * SYNCLINE_LIVE_GRAPH_BASE        another base URL than https://graph.microsoft.com/v1.0
 * SYNCLINE_LIVE_GRAPH_AUTHORITY   another authority than https://login.microsoftonline.com
 * SYNCLINE_LIVE_GRAPH_TRUSTED     a PEM file with an authority to trust besides the JDK's
 * </pre>
 */
final class LiveTenant implements Person, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "SYNCLINE_LIVE_GRAPH_";
    private static final String MADE_HERE = "Jane Doe ";

    private final GraphSettings settings;
    private final String secret;
    private final String address;
    private final HttpClient http;
    private String token = "";

    private LiveTenant(GraphSettings settings, String secret, String address) {
        this.settings = settings;
        this.secret = secret;
        this.address = address;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Trust.with(settings.trustedCertificates()).context())
                .build();
    }

    /** The tenant that the environment names, or nothing. */
    static Optional<LiveTenant> fromEnvironment() {
        List<String> needed = List.of("DIRECTORY", "CLIENT", "SECRET", "MAILBOX");
        if (needed.stream().anyMatch(name -> environment(name).isEmpty())) {
            return Optional.empty();
        }
        String secret = environment("SECRET").orElseThrow();
        return Optional.of(new LiveTenant(new GraphSettings(
                URI.create(environment("BASE").orElse("https://graph.microsoft.com/v1.0")),
                URI.create(environment("AUTHORITY").orElse("https://login.microsoftonline.com")),
                environment("DIRECTORY").orElseThrow(), environment("CLIENT").orElseThrow(),
                new Credential.Secret(secret),
                environment("TRUSTED").map(Path::of).map(Trust::pem), Duration.ofSeconds(30), "US"),
                secret,
                environment("MAILBOX").orElseThrow()));
    }

    GraphProvider provider() {
        return new GraphProvider(settings);
    }

    MailboxRef mailbox() {
        return new MailboxRef("t", "m", address, List.of());
    }

    @Override
    public String creates(Contact contact) {
        return send("POST", "", TypedContact.of(contact).toString()).path("id").asText();
    }

    @Override
    public void edits(String id, String field, String value) {
        send("PATCH", "/" + id, JSON.createObjectNode().put(field, value).toString());
    }

    @Override
    public void deletes(String id) {
        send("DELETE", "/" + id, "");
    }

    @Override
    public void marksPrivate(String id) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("singleValueExtendedProperties")
                .addObject()
                .put("id", "Boolean {00062008-0000-0000-C000-000000000046} Id 0x8506")
                .put("value", "true");
        send("PATCH", "/" + id, body.toString());
    }

    /** Graph has no such calls for contacts. */
    @Override
    public boolean canMoveAndCopy() {
        return false;
    }

    @Override
    public String movesAway(String id) {
        throw new UnsupportedOperationException("Graph moves no contacts");
    }

    @Override
    public String movesAwayAndBack(String id) {
        throw new UnsupportedOperationException("Graph moves no contacts");
    }

    @Override
    public String copies(String id) {
        throw new UnsupportedOperationException("Graph copies no contacts");
    }

    @Override
    public void close() {
        send("GET", "?$top=1000&$select=id,displayName", "").path("value").forEach(contact -> {
            if (contact.path("displayName").asText().startsWith(MADE_HERE)) {
                deletes(contact.path("id").asText());
            }
        });
        http.shutdownNow();
    }

    private JsonNode send(String method, String path, String body) {
        URI uri = URI.create(settings.baseUrl() + "/users/"
                + URLEncoder.encode(address, StandardCharsets.UTF_8) + "/contacts" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .header("Prefer", "IdType=\"ImmutableId\"")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return answer(request);
    }

    private String token() {
        if (token.isEmpty()) {
            String form = Map.of("grant_type", "client_credentials", "client_id",
                    settings.clientId(), "client_secret", secret, "scope",
                    settings.baseUrl().getScheme() + "://" + settings.baseUrl().getHost()
                            + "/.default")
                    .entrySet()
                    .stream()
                    .map(entry -> entry.getKey() + "="
                            + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            token = answer(HttpRequest.newBuilder(URI.create(settings.authority() + "/"
                    + settings.directoryId() + "/oauth2/v2.0/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build()).path("access_token").asText();
        }
        return token;
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(request.method() + " " + request.uri() + ": "
                        + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(PREFIX + name)).filter(text -> !text.isBlank());
    }
}
