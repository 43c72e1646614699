package io.syncline.simulator.http;

import io.syncline.simulator.mailbox.Mutation;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a simulated tenant is started with.
 *
 * @param data the folder of its store
 * @param graphPort the port of Graph and the token endpoint, over TLS
 * @param adminPort the port of the admin door, without TLS, on the loopback address only
 * @param directoryId the tenant id that a token request must name
 * @param clientId the application that is registered
 * @param clientSecret its secret
 * @param mutations what is wrong on purpose; empty but in tests of tests
 */
public record SimulatorSettings(Path data, int graphPort, int adminPort, String directoryId,
        String clientId, String clientSecret, Set<Mutation> mutations) {

    public SimulatorSettings {
        mutations = Set.copyOf(mutations);
    }

    @Override
    public String toString() {
        return "SimulatorSettings[" + data + ", " + graphPort + "]";
    }
}
