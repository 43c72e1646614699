package io.syncline.local;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.tenant.Actor;
import io.syncline.console.tenant.MailboxDesk;
import io.syncline.console.tenant.Submission;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.tenant.SubmissionForm.Checked;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.tenant.TenantStore;
import io.syncline.ews.EwsKind;
import io.syncline.ews.client.EwsHosts;
import io.syncline.graph.GraphKind;
import io.syncline.local.demo.EntraDesk;
import io.syncline.local.demo.EntraDesk.Secret;
import io.syncline.local.demo.Outlook;
import io.syncline.local.process.Ports;
import io.syncline.local.stack.Infrastructure;
import io.syncline.port.tenant.Sealing;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.secret.LocalMasterKey;
import io.syncline.simulator.http.Simulator;
import io.syncline.simulator.http.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A broker, a simulated Microsoft 365, and an administrator's desk; no tenant is there yet. */
final class RegisteredSystem implements AutoCloseable {

    static final String DIRECTORY = "11111111-1111-1111-1111-111111111111";
    static final String CLIENT = "44444444-4444-4444-4444-444444444444";
    static final Secret SECRET = new Secret("one", "the-first-value", "2099-01-01T00:00:00Z");
    static final Secret NEXT_SECRET = new Secret("two", "the-second-value",
            "2099-01-01T00:00:00Z");
    static final Actor ADMINISTRATOR = new Actor("administrator", "cli");

    private String tenant = "";
    private final Simulator simulator;
    private final Outlook outlook;
    private final EntraDesk entra;
    private final Path folder;
    private final int port;
    private final SynclineConfig config;
    private final TenantStore store;
    private final TenantDesk desk;

    RegisteredSystem(Path folder) throws IOException {
        this.folder = folder;
        this.port = Ports.free();
        int adminPort = Ports.free();
        this.simulator = Simulator.start(new SimulatorSettings(folder.resolve("tenant"), port,
                adminPort, DIRECTORY, "unused", "unused", Set.of()));
        this.outlook = new Outlook(URI.create("http://127.0.0.1:" + adminPort));
        this.entra = new EntraDesk(URI.create("http://127.0.0.1:" + adminPort));
        this.config = ConfigLoader.load(settings(""), Map.of());
        this.store = new TenantStore(config).start();
        this.desk = deskOf(store);
        outlook.addMailbox("test@example.com");
        begin();
    }

    /** From now on it is about another tenant, of which nobody has heard yet. */
    void begin() {
        tenant = "t" + Long.toString(System.nanoTime(), 36);
        entra.application(CLIENT, List.of(SECRET, NEXT_SECRET), List.of("Contacts.ReadWrite",
                "User.Read.All", "GroupMember.Read.All"));
    }

    String tenant() {
        return tenant;
    }

    SynclineConfig config() {
        return config;
    }

    /** The same, with people who sign in by the simulated directory. */
    SynclineConfig configWithSignIn() throws IOException {
        Path secret = Files.writeString(folder.resolve("console-secret"), SECRET.value());
        return ConfigLoader.load(settings(
                "  signIn: {issuer: \"https://127.0.0.1:%d/%s/v2.0\", clientId: \"%s\","
                        .formatted(port, DIRECTORY, CLIENT)
                        + " clientSecretFile: \"" + secret + "\"}\n"),
                Map.of());
    }

    Outlook outlook() {
        return outlook;
    }

    EntraDesk entra() {
        return entra;
    }

    TenantDesk desk() {
        return desk;
    }

    /** A desk as another process has one. */
    TenantDesk deskOf(TenantStore another) {
        return new TenantDesk(config, List.of(new GraphKind(),
                new EwsKind(new EwsHosts(new SimpleMeterRegistry()))), another,
                Sealing.required(config.secrets()), InstantSource.system());
    }

    MailboxDesk mailboxes() {
        return new MailboxDesk(desk);
    }

    /** Submits and verifies; what is not changed is right. */
    Map<Step, Finding> submitted(Map<String, String> changed) {
        Map<String, String> texts = new HashMap<>(Map.of(SubmissionForm.TENANT, tenant,
                SubmissionForm.KIND, "graph", SubmissionForm.DIRECTORY_ID, DIRECTORY,
                SubmissionForm.CLIENT_ID, CLIENT, SubmissionForm.SECRET, SECRET.value(),
                SubmissionForm.EXPIRES_ON, "2099-01-01", SubmissionForm.TEST_MAILBOX,
                "test@example.com"));
        texts.putAll(changed);
        if (!(SubmissionForm.check(texts, Optional.empty(), false,
                desk.now()) instanceof Checked.Good(Submission submission))) {
            throw new AssertionError("The form refuses " + changed);
        }
        desk.submit(submission, ADMINISTRATOR);
        return desk.verify(tenant, submission.kind().provider(), ADMINISTRATOR,
                Verification.Watcher.NOBODY);
    }

    @Override
    public void close() {
        store.close();
        outlook.close();
        entra.close();
        simulator.close();
    }

    private Path settings(String signIn) throws IOException {
        Infrastructure infrastructure = Running.infrastructure();
        if (!Files.exists(folder.resolve("master.key"))) {
            LocalMasterKey.newKey(folder.resolve("master.key"));
        }
        String base = "https://127.0.0.1:" + port;
        String settings = """
                kafka: {bootstrapServers: "%s", partitions: %d, replicas: 1}
                registry: {url: "%s"}
                source: {pollInterval: PT0.3S, pollIntervalIdle: PT1S}
                sink: {requestTimeout: PT10S, retryWaitMax: PT1S}
                secrets: {masterKeyFile: "%s", keyFolder: "%s"}
                console:
                  port: 0
                  graphUrl: "%s/v1.0"
                  authority: "%s"
                  ewsUrl: "%s/EWS/Exchange.asmx"
                  trustedCertificatesFile: "%s"
                  linkFile: "%s"
                  historyFolder: "%s"
                """.formatted(infrastructure.bootstrapServers(), Infrastructure.PARTITIONS,
                infrastructure.registryUrl(), folder.resolve("master.key"),
                folder.resolve("keys"), base, base, base, simulator.certificate(),
                folder.resolve("console.link"), folder.resolve("history"));
        return Files.writeString(folder.resolve("syncline.yaml"), settings + signIn);
    }
}
