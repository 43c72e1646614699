package io.syncline.simulator.http;

import io.syncline.simulator.ews.Mutants;
import io.syncline.simulator.mailbox.Mutation;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a simulated tenant is started with.
 *
 * @param data the folder of its store
 * @param graphPort the port of Graph, EWS and the token endpoint, over TLS
 * @param adminPort the port of the admin door, without TLS, on the loopback address only
 * @param directoryId the tenant id that a token request must name
 * @param clientId the application that is registered
 * @param clientSecret its secret
 * @param mutants what is wrong on purpose; nothing but in tests of tests
 */
public record SimulatorSettings(Path data, int graphPort, int adminPort, String directoryId,
        String clientId, String clientSecret, Mutants mutants) {

    /** @param mutations what is wrong on purpose in the mailboxes and in Graph */
    public SimulatorSettings(Path data, int graphPort, int adminPort, String directoryId,
            String clientId, String clientSecret, Set<Mutation> mutations) {
        this(data, graphPort, adminPort, directoryId, clientId, clientSecret,
                new Mutants(mutations, Set.of()));
    }

    @Override
    public String toString() {
        return "SimulatorSettings[" + data + ", " + graphPort + "]";
    }
}
