package io.syncline.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.conformance.Person;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Contact;
import io.syncline.simulator.http.Simulator;
import io.syncline.simulator.http.SimulatorSettings;
import io.syncline.simulator.mailbox.Mutation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A simulated tenant with one mailbox, a provider for it, and a person at work in it. */
final class SimulatedTenantFixture implements Person, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "agent@example.com";
    private static final String SECRET = "simulated-secret";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulator simulator;
    private final int graphPort = freePort();
    private final int adminPort = freePort();

    SimulatedTenantFixture(Path data) {
        this(data, Set.of());
    }

    SimulatedTenantFixture(Path data, Set<Mutation> mutations) {
        simulator = Simulator.start(new SimulatorSettings(data, graphPort, adminPort,
                "directory", "client", SECRET, mutations));
        post("/admin/mailboxes", JSON.createObjectNode().put("address", ADDRESS));
    }

    GraphProvider provider() {
        return provider(SECRET);
    }

    GraphProvider provider(String secret) {
        URI base = URI.create("https://127.0.0.1:" + graphPort);
        return new GraphProvider(new GraphSettings(base.resolve("/v1.0"), base, "directory",
                "client", new GraphSettings.Credential.Secret(secret),
                Optional.of(simulator.certificate()), Duration.ofSeconds(10), "US"));
    }

    MailboxRef mailbox() {
        return new MailboxRef("t", "m", ADDRESS, List.of());
    }

    void arm(ObjectNode fault) {
        post("/admin/faults", fault);
    }

    JsonNode requests() {
        return send("GET", "/admin/requests", "");
    }

    @Override
    public String creates(Contact contact) {
        ObjectNode body = JSON.createObjectNode();
        contact.getDisplayName().ifPresent(name -> body.put("displayName", name));
        contact.getGivenName().ifPresent(name -> body.put("givenName", name));
        contact.getSurname().ifPresent(name -> body.put("surname", name));
        contact.getPersonalNotes().ifPresent(notes -> body.put("personalNotes", notes));
        contact.getBirthday().ifPresent(day -> body.put("birthday", day + "T00:00:00Z"));
        contact.getMobilePhone().ifPresent(phone -> body.put("mobilePhone", phone.getNumber()));
        contact.getBusinessPhones()
                .forEach(phone -> body.withArray("businessPhones").add(phone.getNumber()));
        contact.getCategories().forEach(body.withArray("categories")::add);
        contact.getEmailAddresses()
                .forEach(email -> body.withArray("emailAddresses")
                        .addObject()
                        .put("address", email.getAddress())
                        .put("name", email.getName().orElse(null)));
        contact.getHomeAddress()
                .ifPresent(home -> body.putObject("homeAddress")
                        .put("street", home.getStreet().orElse(null))
                        .put("city", home.getCity().orElse(null))
                        .put("countryOrRegion", home.getCountryOrRegion().orElse(null))
                        .put("postalCode", home.getPostalCode().orElse(null)));
        body.putNull("fileAs");
        return post(contacts(), body).path("id").asText();
    }

    @Override
    public void edits(String id, String field, String value) {
        send("PATCH", contacts() + "/" + id, JSON.createObjectNode().put(field, value).toString());
    }

    @Override
    public void deletes(String id) {
        send("DELETE", contacts() + "/" + id, "");
    }

    @Override
    public void movesAwayAndBack(String id) {
        String folder = post("/admin/mailboxes/" + ADDRESS + "/folders",
                JSON.createObjectNode().put("name", "Elsewhere")).path("id").asText();
        post(contacts() + "/" + id + "/move?folder=" + folder, JSON.createObjectNode());
        post(contacts() + "/" + id + "/move?folder=folder-contacts", JSON.createObjectNode());
    }

    @Override
    public String copies(String id) {
        return post(contacts() + "/" + id + "/copy", JSON.createObjectNode()).path("id").asText();
    }

    @Override
    public void close() {
        simulator.close();
        http.shutdownNow();
    }

    private static String contacts() {
        return "/admin/mailboxes/" + ADDRESS + "/contacts";
    }

    private JsonNode post(String path, ObjectNode body) {
        return send("POST", path, body.toString());
    }

    private JsonNode send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                    .method(method, BodyPublishers.ofString(body))
                    .build(),
                    BodyHandlers.ofString());
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
