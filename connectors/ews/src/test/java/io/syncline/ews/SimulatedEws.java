package io.syncline.ews;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.conformance.simulated.Protocol;
import io.syncline.conformance.simulated.SimulatedMailbox;
import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.service.access.Credential;
import io.syncline.simulator.ews.Mutants;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A simulated tenant with one mailbox, and providers for it over EWS. */
final class SimulatedEws extends SimulatedMailbox {

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
        return new EwsProvider(new EwsSettings(service("/EWS/Exchange.asmx"),
                EwsSettings.SERVER_VERSION, login, true, Optional.of(certificate()),
                Duration.ofSeconds(10), EwsSettings.REQUESTS_MAX, EwsSettings.STREAMS_MAX, "US"));
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
        post("/admin/accounts", new ObjectMapper().createObjectNode()
                .put("name", ACCOUNT)
                .put("password", SECRET)
                .put("mayImpersonate", true));
    }
}
