package io.syncline.simulator.http;

import java.nio.file.Path;

/**
 * What a simulated tenant is started with.
 *
 * @param data the folder of its store
 * @param graphPort the port of Graph and the token endpoint, over TLS
 * @param adminPort the port of the admin door, without TLS, on the loopback address only
 * @param directoryId the tenant id that a token request must name
 * @param clientId the application that is registered
 * @param clientSecret its secret
 */
public record SimulatorSettings(Path data, int graphPort, int adminPort, String directoryId,
        String clientId, String clientSecret) {

    @Override
    public String toString() {
        return "SimulatorSettings[" + data + ", " + graphPort + "]";
    }
}
