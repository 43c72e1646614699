package io.syncline.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.conformance.simulated.ClientKey;
import io.syncline.conformance.simulated.Protocol;
import io.syncline.conformance.simulated.SimulatedMailbox;
import io.syncline.service.access.Credential;
import io.syncline.service.access.Trust;
import io.syncline.simulator.ews.Mutants;
import io.syncline.simulator.mailbox.Mutation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A simulated tenant with one mailbox, and providers for it over Graph. */
final class SimulatedGraph extends SimulatedMailbox {

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

    private GraphProvider provider(Credential credential) {
        return new GraphProvider(new GraphSettings(service("/v1.0"), service(""), DIRECTORY,
                CLIENT, credential, Optional.of(Trust.pem(certificate())), Duration.ofSeconds(10),
                "US"));
    }

    /** How many requests a mailbox takes in ten minutes from now on. */
    void limit(int requests) {
        post("/admin/limits", new ObjectMapper().createObjectNode().put("requests", requests));
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
