package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.proof.MailboxStandings;
import io.syncline.console.proof.SyncWatch;
import io.syncline.console.system.MailboxName;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.tenant.TenantStore;
import io.syncline.port.tenant.Sealing;
import io.syncline.schemas.AvroTrust;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox with values that wait for a release waits for a person on every page; no broker is there. */
class WithheldRoutesTest {

    static {
        AvroTrust.install();
    }

    private final InstantSource clock = InstantSource.system();
    private final Sessions sessions = new Sessions(clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private Javalin server = Javalin.create();
    private TenantStore store;
    private SyncWatch watch;
    private String visitor = "";

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        SynclineConfig config = ConfigLoader.load(Files.writeString(folder.resolve("c.yaml"),
                """
                        kafka: {bootstrapServers: "127.0.0.1:1"}
                        registry: {url: "http://127.0.0.1:1"}
                        secrets: {masterKey: "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", keyFolder: "%s"}
                        tenants:
                          - id: acme
                            defaultRegion: US
                            graph:
                              baseUrl: https://graph.example.com
                              authority: https://login.example.com
                              directoryId: directory
                              clientId: client
                              secretFile: secret
                            mailboxes: [{id: agent-1, address: agent-1@example.com}, {id: agent-2, address: agent-2@example.com}]
                        """
                        .formatted(folder.resolve("keys"))),
                Map.of());
        store = new TenantStore(config);
        watch = new SyncWatch(config, Optional.empty());
        TenantDesk desk = new TenantDesk(config, List.of(), store,
                Sealing.required(config.secrets()), clock);
        Operating operating = new Operating(config, desk, watch, new MailboxStandings(config,
                store, watch, mailbox -> Optional.of(new Further(0,
                        mailbox.equals(new MailboxName("acme", "agent-1")) ? 3 : 0, 0, 0))));
        Pages pages = new Pages(true);
        server = Front.server(List.of(new OverviewRoutes(operating, sessions, pages)::routes,
                new StandingRoutes(operating, pages)::routes,
                new RebuildRoutes(new RebuildWork(config, new RebuildActs()), operating,
                        pages)::routes,
                new OperatingApi(operating)::routes),
                new Guard(sessions, new Cookies(false), null), new Refusals(pages, clock), false,
                new SimpleMeterRegistry());
        server.start("127.0.0.1", 0);
        visitor = sessions.open("pat", Role.OPERATOR);
    }

    @AfterEach
    void stop() {
        server.stop();
        watch.close();
        store.close();
    }

    @Test
    void saysOnTheOverviewThatContactsWait() throws Exception {
        assertThat(get("/")).contains("3 contacts with values that wait for a release",
                "href=\"/mailboxes?stands=waits\"");
    }

    @Test
    void listsTheMailboxAmongThoseThatWaitForAPerson() throws Exception {
        assertThat(get("/mailboxes?stands=waits")).contains("acme/agent-1",
                "3 contacts with values that wait for a release").doesNotContain("acme/agent-2");
        assertThat(get("/mailboxes/acme/agent-1")).contains(
                "Contacts with values that wait for a release",
                "href=\"/standing/acme/agent-1/withheld\"");
        assertThat(get("/mailboxes/acme/agent-2"))
                .doesNotContain("href=\"/standing/acme/agent-2/withheld\"");
    }

    @Test
    void saysBeforeAReleaseWhatItLetsOut() throws Exception {
        assertThat(get("/rebuilds/2/release")).contains("3 contacts of 1 mailbox wait.",
                "href=\"/standing/acme/agent-1/withheld\"", "cannot be called back");
    }

    @Test
    void tellsProgramsTheSame() throws Exception {
        assertThat(get("/api/v1/mailboxes/acme/agent-1")).contains("\"withheld\":3",
                "\"stands\":\"waits\"");
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Cookie", "syncline-console=" + visitor)
                .build(), BodyHandlers.ofString()).body();
    }
}
