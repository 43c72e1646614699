package io.syncline.ews;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.conformance.Person;
import io.syncline.ews.client.EwsHosts;
import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Credential;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.ews.stream.Pace;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Contact;
import io.syncline.simulator.ews.Mutants;
import io.syncline.simulator.http.Simulator;
import io.syncline.simulator.http.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.Optional;
import java.util.Set;

/** A simulated tenant with one mailbox, a provider for it over EWS, and a person at work in it. */
final class SimulatedMailboxFixture implements Person, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "agent@example.com";
    private static final String SERVICE = "service@example.com";
    private static final String SECRET = "simulated-secret";
    private static final String ADMIN = "/admin/mailboxes/" + ADDRESS;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int adminPort = freePort();
    private final Simulator simulator;

    SimulatedMailboxFixture(Path data) {
        this(data, new Mutants(Set.of(), Set.of()));
    }

    SimulatedMailboxFixture(Path data, Mutants mutants) {
        simulator = Simulator.start(new SimulatorSettings(data, port, adminPort, "directory",
                "client", SECRET, mutants));
        post("/admin/mailboxes", JSON.createObjectNode().put("address", ADDRESS));
    }

    EwsProvider provider() {
        return provider(appOnly(SECRET));
    }

    EwsProvider provider(Login login) {
        return new EwsProvider(
                settings(login, EwsSettings.REQUESTS_MAX, EwsSettings.STREAMS_MAX));
    }

    private EwsSettings settings(Login login, int requestsMax, int streamsMax) {
        return new EwsSettings(base("/EWS/Exchange.asmx"), EwsSettings.SERVER_VERSION, login, true,
                Optional.of(simulator.certificate()), Duration.ofSeconds(10), requestsMax,
                streamsMax, "US");
    }

    /** A provider that hears of mailboxes as fast as a test wants. */
    EwsProvider provider(EwsHosts hosts, Pace pace, int requestsMax, int streamsMax) {
        return new EwsProvider(settings(appOnly(SECRET), requestsMax, streamsMax), hosts, pace);
    }

    /** Another mailbox. */
    MailboxRef addMailbox(String name) {
        String address = name + "@example.com";
        post("/admin/mailboxes", JSON.createObjectNode().put("address", address));
        return new MailboxRef("t", name, address, List.of());
    }

    /** Somebody makes a contact in a mailbox. */
    void happensIn(MailboxRef mailbox) {
        post("/admin/mailboxes/" + mailbox.address() + "/contacts",
                JSON.createObjectNode().put("givenName", "Jane"));
    }

    /** How long a minute of a stream lasts. */
    void letAMinuteLast(Duration time) {
        post("/admin/ews/streaming",
                JSON.createObjectNode().put("minuteMillis", time.toMillis()));
    }

    /** A failover: streams end, and nobody knows the subscriptions any more. */
    void forgetSubscriptions() {
        send("DELETE", "/admin/ews/subscriptions", "");
    }

    /** Streams end without a word. */
    void breakStreams() {
        send("DELETE", "/admin/ews/streams", "");
    }

    /** How many requests and streams are open, and were at most. */
    JsonNode open() {
        return send("GET", "/admin/ews/open", "");
    }

    /** How often an operation was carried out. */
    long requests(String operation) {
        return send("GET", "/admin/requests", "").valueStream()
                .filter(line -> line.path("method").asText().equals(operation))
                .filter(line -> line.path("status").asInt() == 200)
                .count();
    }

    Login appOnly(String secret) {
        return new Login.AppOnly(base("/directory/oauth2/v2.0/token"),
                "https://outlook.office365.com/.default", "client", new Credential.Secret(secret));
    }

    /** Signs in as a service account, which the tenant lets act as others. */
    Login basic() {
        addServiceAccount();
        return new Login.Basic(SERVICE, SECRET);
    }

    /** The same account, by a token. */
    Login delegated() {
        addServiceAccount();
        return new Login.Delegated(base("/directory/oauth2/v2.0/token"),
                "https://outlook.office365.com/EWS.AccessAsUser.All", "client", SERVICE, SECRET);
    }

    MailboxRef mailbox() {
        return new MailboxRef("t", "m", ADDRESS, List.of());
    }

    /** A folder below Contacts; returns its id in EWS. */
    String addFolder(String name) {
        return post(ADMIN + "/folders", JSON.createObjectNode().put("name", name))
                .path("folderId")
                .asText();
    }

    /** What goes wrong with the next request. */
    void arm(ObjectNode fault) {
        post("/admin/ews/faults", fault);
    }

    void forgetTokens() {
        send("DELETE", "/admin/tokens", "");
    }

    /** What the mailbox keeps of an item, as the admin door shows it. */
    JsonNode kept(String id) {
        JsonNode found = send("GET", ADMIN + "/contacts?itemId="
                + URLEncoder.encode(id, StandardCharsets.UTF_8), "");
        if (found.size() != 1) {
            throw new AssertionError("No item has the id " + id + " now");
        }
        return found.get(0);
    }

    @Override
    public String creates(Contact contact) {
        return post(ADMIN + "/contacts", TypedContact.of(contact)).path("itemId").asText();
    }

    @Override
    public void edits(String id, String field, String value) {
        send("PATCH", path(id), JSON.createObjectNode().put(field, value).toString());
    }

    @Override
    public void deletes(String id) {
        send("DELETE", path(id), "");
    }

    @Override
    public void marksPrivate(String id) {
        post(path(id) + "/private", JSON.createObjectNode().put("private", true));
    }

    /** A move changes an id, so the suite's own test of moves and copies would ask for the wrong one. */
    @Override
    public boolean canMoveAndCopy() {
        return false;
    }

    @Override
    public void movesAwayAndBack(String id) {
        String path = path(id);
        String folder = post(ADMIN + "/folders", JSON.createObjectNode().put("name", "Elsewhere"))
                .path("id")
                .asText();
        post(path + "/move?folder=" + folder, JSON.createObjectNode());
        post(path + "/move?folder=folder-contacts", JSON.createObjectNode());
    }

    @Override
    public String copies(String id) {
        return post(path(id) + "/copy", JSON.createObjectNode()).path("itemId").asText();
    }

    @Override
    public void close() {
        simulator.close();
        http.shutdownNow();
    }

    private void addServiceAccount() {
        post("/admin/accounts", JSON.createObjectNode()
                .put("name", SERVICE)
                .put("password", SECRET)
                .put("mayImpersonate", true));
    }

    /** The admin door goes by an id that stays when the item moves. */
    private String path(String id) {
        return ADMIN + "/contacts/" + kept(id).path("id").asText();
    }

    private URI base(String path) {
        return URI.create("https://127.0.0.1:" + port + path);
    }

    private JsonNode post(String path, ObjectNode body) {
        return send("POST", path, body.toString());
    }

    private JsonNode send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                    .method(method, BodyPublishers.ofString(body))
                    .build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " "
                        + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
