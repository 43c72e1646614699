package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.port.Answer;
import io.syncline.port.CurrentProviders;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.Rehearsal;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step is taken by the provider that a mailbox has now. */
class ReadersTest {

    static {
        AvroTrust.install();
    }

    private static final MailboxRef MAILBOX = new MailboxRef("acme", "agent-1",
            "agent-1@example.com", List.of());

    private final ScriptedProvider graph = new ScriptedProvider();

    @TempDir
    private Path folder;

    @Test
    void changesAMailboxToTheProviderThatTheRegistryNames() throws IOException {
        Readers readers = readers(registered("ews", null));
        Cursor before = MailboxReader.beginning(MAILBOX, "graph");

        Step step = readers.step(MAILBOX, before, 0, Instant.EPOCH);

        assertThat(step.facts()).singleElement()
                .matches(fact -> fact.getKind() == ObservedKind.CAPABILITIES)
                .matches(fact -> fact.getProvider().equals("ews"));
    }

    @Test
    void rehearsesOnceWhatTheRegistryAsksFor() throws IOException {
        Readers readers = readers(registered("graph", new Rehearsal("asked", "ews")));
        graph.pages.add(Answer.failed(new Failure.Unavailable("read, not rehearsed")));
        Cursor before = MailboxReader.beginning(MAILBOX, "graph");

        Step rehearsed = readers.step(MAILBOX, before, 0, Instant.EPOCH);
        Step read = readers.step(MAILBOX, rehearsed.cursor(), 0, Instant.EPOCH);

        assertThat(rehearsed.cursor().getRehearsal()).isPresent();
        assertThat(graph.positions).hasSize(1);
        assertThat(read.cursor().getUnavailable()).isTrue();
    }

    @Test
    void leavesAMailboxAloneWhoseProviderHasNoSettings() throws IOException {
        Readers readers = readers(registered("imap", null));
        Cursor before = MailboxReader.beginning(MAILBOX, "graph");

        Step step = readers.step(MAILBOX, before, 0, Instant.EPOCH);

        assertThat(step.facts()).isEmpty();
        assertThat(step.cursor()).isEqualTo(before);
    }

    private Readers readers(Mailbox registered) throws IOException {
        Providers providers = new Providers(Map.of("acme", graph), List.of(MAILBOX));
        providers.put("acme", List.of(graph, new ScriptedProvider("ews")));
        return new Readers(config("jobTitle").source(), new CurrentProviders(providers,
                key -> Optional.of(registered).filter(known -> key.equals("acme/agent-1/"))),
                tenant -> Policy.newBuilder().build());
    }

    private static Mailbox registered(String provider, @Nullable Rehearsal rehearsal) {
        return Mailbox.newBuilder()
                .setTenant("acme")
                .setMailbox("agent-1")
                .setProvider(provider)
                .setAddress("agent-1@example.com")
                .setState(MailboxState.ACTIVE)
                .setRehearsal(rehearsal)
                .build();
    }

    private SynclineConfig config(String field) throws IOException {
        return ConfigLoader.load(Files.writeString(folder.resolve("syncline.yaml"), """
                kafka: {bootstrapServers: "127.0.0.1:9092"}
                registry: {url: "http://127.0.0.1:8081"}
                tenants:
                  - id: acme
                    defaultRegion: US
                    graph: {baseUrl: "http://127.0.0.1:1", authority: "http://127.0.0.1:1",
                            directoryId: d, clientId: c, secretFile: none}
                    policy: {fields: [{field: %s, direction: CRM_ONLY}]}
                    mailboxes: [{id: agent-1, address: agent-1@example.com}]
                """.formatted(field)), Map.of());
    }
}
