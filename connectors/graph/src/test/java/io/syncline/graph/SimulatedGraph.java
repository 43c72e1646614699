package io.syncline.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.conformance.simulated.ClientKey;
import io.syncline.conformance.simulated.Protocol;
import io.syncline.conformance.simulated.SimulatedMailbox;
import io.syncline.port.RequestBudget;
import io.syncline.service.access.Credential;
import io.syncline.service.access.Trust;
import io.syncline.simulator.ews.Mutants;
import io.syncline.simulator.mailbox.Mutation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A simulated tenant with one mailbox, and providers for it over Graph. */
final class SimulatedGraph extends SimulatedMailbox {

    private static final ObjectMapper JSON = new ObjectMapper();

    SimulatedGraph(Path data) {
        this(data, Set.of());
    }

    SimulatedGraph(Path data, Set<Mutation> mutations) {
        super(data, new Mutants(mutations, Set.of()), Protocol.GRAPH);
    }

    GraphProvider provider() {
        return provider(SECRET);
    }

    GraphProvider provider(String secret) {
        return provider(new Credential.Secret(secret));
    }

    GraphProvider provider(RequestBudget budget) {
        return new GraphProvider(settings(), budget);
    }

    private GraphProvider provider(Credential credential) {
        return new GraphProvider(settings(DIRECTORY, CLIENT, credential));
    }

    /** As somebody submits them. */
    GraphSettings settings(String directory, String client, Credential credential) {
        return new GraphSettings(service("/v1.0"), service(""), directory, client, credential,
                Optional.of(Trust.pem(certificate())), Duration.ofSeconds(10), "US");
    }

    /** The settings that are right. */
    GraphSettings settings() {
        return settings(DIRECTORY, CLIENT, new Credential.Secret(SECRET));
    }

    GraphChecks checks() {
        return new GraphChecks(settings());
    }

    /** What of the application is not as usual; the rest is. */
    void application(String json) {
        ObjectNode application = object(json);
        application.put("clientId", CLIENT);
        post("/admin/applications", application);
    }

    /** The application may do what Syncline needs and wants, and nothing else. */
    void applicationAsWanted() {
        application("{'roles': ['Contacts.ReadWrite', 'User.Read.All', 'GroupMember.Read.All']}");
    }

    /** The application's secret is another one from now on; empty: the usual one. */
    void secret(String value) {
        application("{'secrets': [{'value': '" + (value.isEmpty() ? SECRET : value) + "'}]}");
    }

    void user(String json) {
        post("/admin/users", object(json));
    }

    void group(String json) {
        post("/admin/groups", object(json));
    }

    void addMailbox(String address) {
        post("/admin/mailboxes", JSON.createObjectNode().put("address", address));
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

    /** How many requests a mailbox takes in ten minutes from now on. */
    void limit(int requests) {
        post("/admin/limits", JSON.createObjectNode().put("requests", requests));
    }

    /** A provider that signs in with a new key, whose certificate the tenant registers. */
    GraphProvider providerWithCertificate(Path folder) {
        ClientKey key = ClientKey.in(folder, SECRET);
        try {
            send("POST", "/admin/certificates", Files.readString(key.certificate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return provider(key.credential());
    }
}
