package io.syncline.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.conformance.Person;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Contact;
import io.syncline.service.access.Credential;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        return provider(new Credential.Secret(secret));
    }

    private GraphProvider provider(Credential credential) {
        URI base = URI.create("https://127.0.0.1:" + graphPort);
        return new GraphProvider(new GraphSettings(base.resolve("/v1.0"), base, "directory",
                "client", credential, Optional.of(simulator.certificate()), Duration.ofSeconds(10),
                "US"));
    }

    MailboxRef mailbox() {
        return new MailboxRef("t", "m", ADDRESS, List.of());
    }

    /** A folder below Contacts; returns its id. */
    String addFolder(String name) {
        return post("/admin/mailboxes/" + ADDRESS + "/folders",
                JSON.createObjectNode().put("name", name)).path("id").asText();
    }

    void arm(ObjectNode fault) {
        post("/admin/faults", fault);
    }

    /** How many requests a mailbox takes in ten minutes from now on. */
    void limit(int requests) {
        post("/admin/limits", JSON.createObjectNode().put("requests", requests));
    }

    void forgetTokens() {
        send("DELETE", "/admin/tokens", "");
    }

    /** A provider that signs in with a new key, whose certificate the tenant registers. */
    GraphProvider providerWithCertificate(Path folder) {
        Path keys = folder.resolve("client.p12");
        Path certificate = folder.resolve("client.pem");
        keytool("-genkeypair", "-alias", "client", "-keyalg", "RSA", "-dname", "CN=client",
                "-storetype", "PKCS12", "-storepass", SECRET, "-keystore", keys.toString());
        keytool("-exportcert", "-rfc", "-alias", "client", "-storepass", SECRET, "-keystore",
                keys.toString(), "-file", certificate.toString());
        try {
            send("POST", "/admin/certificates", Files.readString(certificate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return provider(new Credential.CertificateFile(keys, SECRET));
    }

    JsonNode requests() {
        return send("GET", "/admin/requests", "");
    }

    @Override
    public String creates(Contact contact) {
        return post(contacts(), GraphJson.of(contact)).path("id").asText();
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
    public void marksPrivate(String id) {
        post(contacts() + "/" + id + "/private", JSON.createObjectNode().put("private", true));
    }

    @Override
    public void movesAwayAndBack(String id) {
        String folder = addFolder("Elsewhere");
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

    private static void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        try {
            Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(),
                    StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new AssertionError(said);
            }
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
