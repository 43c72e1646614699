package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.TenantTopics;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Topics and schemas of a real broker and registry beside the catalogue: shown first, then made alike. */
class InstallCommandsTest {

    static {
        AvroTrust.install();
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALERTS = TopicCatalogue.ALERTS.name();

    private final Infrastructure infrastructure = Running.infrastructure();
    private final String tenant = "i" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    /** What a command ended with and said. */
    private record Said(int exit, String out, String err) {}

    @Test
    void findsNothingToDoWhereUpHasMadeEverything() throws IOException {
        Said topics = run("topics", "plan");
        Said schemas = run("schemas", "plan");

        assertThat(topics.exit()).as(topics.out() + topics.err()).isZero();
        assertThat(topics.out()).contains("every topic as the catalogue wants it");
        assertThat(schemas.exit()).as(schemas.out() + schemas.err()).isZero();
        assertThat(schemas.out()).contains("every schema as the catalogue wants it");
    }

    @Test
    void makesTheTopicsAndSchemasOfATenantThatIsFed() throws IOException {
        Path config = config(Infrastructure.PARTITIONS, List.of(tenant));
        String name = TenantTopics.merged(tenant).name();

        Said planned = run(config, "topics", "plan", "--json");
        Said unasked = run(config, "topics", "apply");
        Said applied = run(config, "topics", "apply", "--yes");
        Said after = run(config, "topics", "plan");
        Said schemas = run(config, "schemas", "plan", "--json");
        Said registered = run(config, "schemas", "apply", "--yes");
        Said schemasAfter = run(config, "schemas", "plan");

        assertThat(planned.exit()).isEqualTo(3);
        JsonNode plan = JSON.readTree(planned.out());
        assertThat(plan.path("create").valueStream().map(one -> one.path("topic").asText()))
                .containsExactly(TenantTopics.changes(tenant).name(), name);
        assertThat(plan.path("create").path(1).path("settings").path("cleanup.policy").asText())
                .isEqualTo("compact");
        assertThat(unasked.exit()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes");
        assertThat(applied.exit()).as(applied.err()).isZero();
        assertThat(applied.out()).contains("create  " + name, "Done.");
        assertThat(after.exit()).as(after.out()).isZero();
        assertThat(schemas.exit()).isEqualTo(3);
        assertThat(JSON.readTree(schemas.out()).path("register").path(1)).isEqualTo(JSON.readTree(
                "{\"subject\": \"" + name + "-value\", \"version\": 1}"));
        assertThat(registered.exit()).as(registered.err()).isZero();
        assertThat(schemasAfter.exit()).as(schemasAfter.out()).isZero();
    }

    @Test
    void setsBackASettingThatSomebodyChangedAndLeavesForeignTopicsAlone() throws Exception {
        String foreign = "syncline.foreign." + tenant;
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(foreign, 1, (short) 1))).all().get();
            set(admin, ALERTS, "retention.ms", "1000000");
            set(admin, ALERTS, "segment.bytes", "33554432");

            Said planned = run("topics", "plan");
            Said applied = run("topics", "apply", "--yes");
            Said after = run("topics", "plan", "--json");

            assertThat(planned.exit()).as(planned.out() + planned.err()).isEqualTo(3);
            assertThat(planned.out()).contains(
                    "change  " + ALERTS + "  retention.ms from 1000000 to 2592000000",
                    "leave   " + foreign);
            assertThat(applied.exit()).as(applied.err()).isZero();
            assertThat(after.exit()).as(after.out()).isZero();
            assertThat(JSON.readTree(after.out())
                    .path("leave")
                    .valueStream()
                    .map(JsonNode::asText)).contains(foreign);
            assertThat(setting(admin, ALERTS, "segment.bytes"))
                    .as("what the catalogue does not name")
                    .isEqualTo("33554432");
            assertThat(admin.listTopics().names().get()).contains(foreign);
            admin.deleteTopics(List.of(foreign)).all().get();
        }
    }

    @Test
    void refusesAnotherNumberOfPartitionsWithTheReason() throws IOException {
        Path config = config(Infrastructure.PARTITIONS + 2, List.of(tenant));

        Said planned = run(config, "topics", "plan");
        Said applied = run(config, "topics", "apply", "--yes");

        assertThat(planned.exit()).isEqualTo(1);
        assertThat(planned.out()).contains("refuse  Topic " + TopicCatalogue.JOURNAL.name()
                + " has " + Infrastructure.PARTITIONS + " partitions", "one partition");
        assertThat(applied.exit()).isEqualTo(1);
        assertThat(applied.err()).contains("Nothing was changed");
        assertThat(run("topics", "plan").out()).as("nor was a topic created")
                .doesNotContain(TenantTopics.merged(tenant).name());
    }

    @Test
    void registersNothingWhereTheRegistryRefusesOne() throws IOException {
        String subject = TenantTopics.merged(tenant).subject();
        try (RegistryClient registry = new RegistryClient(
                new RegistryConfig(Map.of(RegistryConfig.URL, infrastructure.registryUrl())))) {
            registry.register(subject, Change.getClassSchema()); // Somebody else's schema stands there.
            Path config = config(Infrastructure.PARTITIONS, List.of(tenant));

            Said planned = run(config, "schemas", "plan");
            Said applied = run(config, "schemas", "apply", "--yes");

            assertThat(planned.exit()).as(planned.out() + planned.err()).isEqualTo(1);
            assertThat(planned.out()).contains("refuse  " + subject);
            assertThat(applied.exit()).isEqualTo(1);
            assertThat(registry.versions(TenantTopics.changes(tenant).subject())).isZero();
        }
    }

    @Test
    void printsWhatEachServiceMayDoWithoutABroker() throws IOException {
        Said sink = runBare("topics", "acls", "--service", "sink", "--principal", "User:s");
        Said all = runBare("topics", "acls", "--json");
        Said subscriber = runBare("topics", "acls", "--service", "subscriber", "--tenant", tenant);
        Said unknown = runBare("topics", "acls", "--service", "nobody");

        assertThat(sink.exit()).as(sink.err()).isZero();
        assertThat(sink.out()).contains("--allow-principal 'User:s' --operation Read --topic"
                + " 'syncline.contact.writes.v1'", "--group 'syncline-sink'")
                .doesNotContain("journal", "merged", "audit");
        assertThat(JSON.readTree(all.out())
                .valueStream()
                .map(one -> one.path("service").asText())
                .distinct()).contains("source", "sequence", "merge", "sink", "gateway", "feed",
                        "console", "install", "subscriber");
        assertThat(subscriber.out().lines().filter(line -> line.contains("--topic"))).hasSize(2)
                .allMatch(line -> line.contains("syncline.tenant." + tenant + ".contact."))
                .noneMatch(line -> line.contains("prefixed"));
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("nobody", "subscriber");
    }

    private static void set(Admin admin, String topic, String name, String value)
            throws Exception {
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic),
                Set.of(new AlterConfigOp(new ConfigEntry(name, value),
                        AlterConfigOp.OpType.SET))))
                .all()
                .get();
        // The broker that answers hears of it a moment later.
        new Waiting(Duration.ofSeconds(10)).until(name,
                () -> setting(admin, topic, name).equals(value));
    }

    private static String setting(Admin admin, String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Map<ConfigResource, Config> found = admin.describeConfigs(List.of(resource))
                    .all()
                    .get();
            return Objects.requireNonNull(found.get(resource)).get(name).value();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", infrastructure.bootstrapServers()));
    }

    private Said run(String... arguments) throws IOException {
        return run(config(Infrastructure.PARTITIONS, List.of()), arguments);
    }

    private Said run(Path config, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString(), "--data", folder.toString()));
        return runBare(all.toArray(String[]::new));
    }

    private static Said runBare(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = LocalMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        return new Said(line.execute(arguments), out.toString(), err.toString());
    }

    private Path config(int partitions, List<String> fed) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), """
                kafka: {bootstrapServers: "%s", partitions: %d, replicas: 1}
                registry: {url: "%s"}
                feed: {tenants: [%s]}
                """.formatted(infrastructure.bootstrapServers(), partitions,
                infrastructure.registryUrl(), String.join(", ", fed)));
    }
}
