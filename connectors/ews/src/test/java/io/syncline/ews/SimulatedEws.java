package io.syncline.ews;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.conformance.simulated.Protocol;
import io.syncline.conformance.simulated.SimulatedMailbox;
import io.syncline.ews.client.EwsHosts;
import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.ews.stream.Pace;
import io.syncline.port.MailboxRef;
import io.syncline.service.access.Credential;
import io.syncline.service.access.Trust;
import io.syncline.simulator.ews.Mutants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A simulated tenant with one mailbox, and providers for it over EWS. */
final class SimulatedEws extends SimulatedMailbox {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "service@example.com";

    SimulatedEws(Path data) {
        this(data, new Mutants(Set.of(), Set.of()));
    }

    SimulatedEws(Path data, Mutants mutants) {
        super(data, mutants, Protocol.EWS);
    }

    EwsProvider provider() {
        return provider(appOnly(SECRET));
    }

    EwsProvider provider(Login login) {
        return new EwsProvider(
                settings(login, EwsSettings.REQUESTS_MAX, EwsSettings.STREAMS_MAX));
    }

    /** A provider that hears of mailboxes as fast as a test wants. */
    EwsProvider provider(EwsHosts hosts, Pace pace, int requestsMax, int streamsMax) {
        return new EwsProvider(settings(appOnly(SECRET), requestsMax, streamsMax), hosts, pace);
    }

    /** As somebody submits them. */
    EwsSettings settings(Login login) {
        return settings(login, EwsSettings.REQUESTS_MAX, EwsSettings.STREAMS_MAX);
    }

    /** What a configuration says of how an application reaches it, as YAML; the secret goes into a file there. */
    String configuration(Path folder) throws IOException {
        return "{url: \"%s\", tokenEndpoint: \"%s\", clientId: \"%s\", secretFile: \"%s\", trustedCertificatesFile: \"%s\"}"
                .formatted(service("/EWS/Exchange.asmx"), tokens(), CLIENT,
                        Files.writeString(folder.resolve("secret"), SECRET), certificate());
    }

    /** What of the application is not as usual; the rest is. */
    void application(String json) {
        ObjectNode application = object(json);
        application.put("clientId", CLIENT);
        post("/admin/applications", application);
    }

    /** The application may do what Syncline needs, and nothing else. */
    void applicationAsWanted() {
        application("{'roles': ['full_access_as_app']}");
    }

    /** What of the service account is not as usual: its state, say. */
    void account(String json) {
        ObjectNode account = object(json);
        account.put("name", ACCOUNT);
        account.put("password", SECRET);
        post("/admin/accounts", account);
    }

    /** Switches EWS on or off; of the whole tenant, where no mailbox is named. */
    void access(String mailbox, boolean isOn) {
        post("/admin/ews/access",
                JSON.createObjectNode().put("mailbox", mailbox).put("enabled", isOn));
    }

    /** The names of the contacts that people see in the mailbox. */
    List<String> contacts() {
        return send("GET", "/admin/mailboxes/" + ADDRESS + "/contacts", "").valueStream()
                .filter(contact -> contact.path("folder").asText().equals("folder-contacts"))
                .map(contact -> contact.path("displayName").asText())
                .toList();
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EwsSettings settings(Login login, int requestsMax, int streamsMax) {
        return new EwsSettings(service("/EWS/Exchange.asmx"), EwsSettings.SERVER_VERSION, login,
                true, Optional.of(Trust.pem(certificate())), Duration.ofSeconds(10), requestsMax,
                streamsMax,
                "US");
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
        return requests().valueStream()
                .filter(line -> line.path("method").asText().equals(operation))
                .filter(line -> line.path("status").asInt() == 200)
                .count();
    }

    Login appOnly(String secret) {
        return new Login.AppOnly(tokens(), "https://outlook.office365.com/.default", CLIENT,
                new Credential.Secret(secret));
    }

    /** Signs in as a service account, which the tenant lets act as others. */
    Login basic() {
        addServiceAccount();
        return new Login.Basic(ACCOUNT, SECRET);
    }

    /** The same account, by a token. */
    Login delegated() {
        addServiceAccount();
        return new Login.Delegated(tokens(), "https://outlook.office365.com/EWS.AccessAsUser.All",
                CLIENT, ACCOUNT, SECRET);
    }

    private URI tokens() {
        return service("/" + DIRECTORY + "/oauth2/v2.0/token");
    }

    private void addServiceAccount() {
        post("/admin/accounts", JSON.createObjectNode()
                .put("name", ACCOUNT)
                .put("password", SECRET)
                .put("mayImpersonate", true));
    }
}
