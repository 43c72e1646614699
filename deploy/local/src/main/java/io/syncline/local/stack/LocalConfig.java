package io.syncline.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.syncline.local.process.LocalException;
import io.syncline.service.access.SecretFile;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.secret.LocalMasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes the configuration file of local mode: what local mode decides itself, over what a user's own
 * file says of tenants. Each service gets it with its own port for metrics.
 */
final class LocalConfig {

    /** The one application and tenant of the simulator. */
    static final String DIRECTORY_ID = "11111111-1111-1111-1111-111111111111";
    static final String CLIENT_ID = "22222222-2222-2222-2222-222222222222";
    static final String CLIENT_SECRET = "simulated-secret";
    static final String TENANT = "example";
    static final String API_KEY = "local-api-key";

    private static final ObjectMapper YAML = new YAMLMapper();

    private static final int TOKEN_BYTES = 32;
    private static final int SMALL_CACHE_MB = 8;
    private static final int SMALL_ROCKS_DB_MB = 128;
    private static final int UNLIMITED = 1_000_000;

    private final Workspace workspace;
    private final ObjectNode tree = YAML.createObjectNode();
    private int requestsPerSecond = SynclineConfig.Graph.REQUESTS_PER_SECOND;

    LocalConfig(Workspace workspace, Infrastructure infrastructure) {
        this.workspace = workspace;
        tree.putObject("kafka")
                .put("bootstrapServers", infrastructure.bootstrapServers())
                .put("partitions", Infrastructure.PARTITIONS)
                .put("replicas", infrastructure.replicas());
        tree.putObject("registry").put("url", infrastructure.registryUrl());
        tree.putObject("streams")
                .put("threads", 1)
                .put("replicationFactor", infrastructure.replicas())
                .put("stateDirectory", workspace.folder("streams").toString())
                .put("sessionTimeout", "PT3S");
        tree.putObject("source").put("pollInterval", "PT0.5S").put("pollIntervalIdle", "PT2S");
        tree.putObject("sink")
                .put("requestTimeout", "PT5S")
                .put("retryWait", "PT0.2S")
                .put("retryWaitMax", "PT5S")
                .put("searchLag", "PT0.5S");
        tree.putObject("observability").put("lookInterval", "PT1S");
        tree.putObject("secrets")
                .put("masterKeyFile", masterKey(workspace.folder("secrets")).toString())
                .put("keyFolder", workspace.folder("secrets").resolve("tenants").toString());
        tree.putObject("console")
                .put("port", workspace.port("console"))
                .put("linkFile", workspace.folder("console.link").toString())
                .put("apiTokenFile", apiToken(workspace.folder("console.token")).toString())
                .put("historyFolder", workspace.folder("history").toString());
        ObjectNode gateway = tree.putObject("gateway")
                .put("port", workspace.port("gateway"))
                .put("tableFolder", workspace.folder("gateway").toString());
        gateway.putArray("keys").addObject().put("key", API_KEY).put("tenant", TENANT);
    }

    /** For processes of a few hundred megabytes each, which a laptop has room for. */
    void frugal() {
        ((ObjectNode) tree.path("streams")).put("cacheMb", SMALL_CACHE_MB)
                .put("rocksDbMb", SMALL_ROCKS_DB_MB);
    }

    /** A tenant's requests to Graph are not counted: the machine, or the simulated tenant, holds them up. */
    void unlimited() {
        requestsPerSecond = UNLIMITED;
    }

    /**
     * One simulated tenant with these mailboxes; an id is the address up to the at sign. It has the
     * settings of both providers, so that mailboxes can be migrated.
     */
    void simulated(List<String> addresses, Path certificate, Reach reach) {
        ObjectNode tenant = tree.putArray("tenants")
                .addObject()
                .put("id", TENANT)
                .put("provider", reach.ofTenant().name())
                .put("defaultRegion", "US");
        String base = base();
        ObjectNode graph = tenant.putObject("graph")
                .put("baseUrl", base + "/v1.0")
                .put("authority", base)
                .put("directoryId", DIRECTORY_ID)
                .put("requestsPerSecond", requestsPerSecond);
        ObjectNode ews = tenant.putObject("ews")
                .put("url", base + "/EWS/Exchange.asmx")
                .put("tokenEndpoint", base + "/" + DIRECTORY_ID + "/oauth2/v2.0/token");
        for (ObjectNode way : List.of(graph, ews)) {
            way.put("clientId", CLIENT_ID)
                    .put("secretFile", secretFile().toString())
                    .put("trustedCertificatesFile", certificate.toString());
        }
        offerSimulated(certificate);
        ArrayNode mailboxes = tenant.putArray("mailboxes");
        for (int number = 0; number < addresses.size(); number++) {
            mailboxes.addObject()
                    .put("id", mailboxOf(addresses.get(number)))
                    .put("address", addresses.get(number))
                    .put("provider", reach.ofMailbox(number).name());
        }
    }

    /** Tenants that are registered are the simulator's. */
    void offerSimulated(Path certificate) {
        ((ObjectNode) tree.path("console")).put("graphUrl", base() + "/v1.0")
                .put("authority", base())
                .put("ewsUrl", base() + "/EWS/Exchange.asmx")
                .put("trustedCertificatesFile", certificate.toString());
    }

    private String base() {
        return "https://127.0.0.1:" + workspace.port("graph");
    }

    private static Path masterKey(Path folder) {
        Path file = folder.resolve("master.key");
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new LocalException("Cannot make " + folder + ": " + e.getMessage(), e);
            }
            LocalMasterKey.newKey(file);
        }
        return file;
    }

    /** By which the commands of this machine ask the console. */
    private static Path apiToken(Path file) {
        if (!Files.exists(file)) {
            byte[] token = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(token);
            SecretFile.write("console.apiTokenFile", file, HexFormat.of().formatHex(token));
        }
        return file;
    }

    /** The tenants and API keys that a user's file names, and whatever else it sets. */
    void from(Path file) {
        try {
            JsonNode settings = YAML.readTree(file.toFile());
            settings.properties().forEach(entry -> {
                if (entry.getValue() instanceof ObjectNode child
                        && tree.get(entry.getKey()) instanceof ObjectNode own) {
                    own.setAll(child);
                } else {
                    tree.set(entry.getKey(), entry.getValue());
                }
            });
        } catch (IOException e) {
            throw new LocalException("Cannot read the configuration " + file + ": "
                    + e.getMessage(), e);
        }
    }

    /** Whether a tenant is to have topics of its own. */
    boolean feeds() {
        return !tree.path("feed").path("tenants").isEmpty();
    }

    /** Writes the file of one more instance of a service, with a state of its own. */
    Path writeInstance(String instance) {
        ObjectNode streams = (ObjectNode) tree.path("streams");
        String shared = streams.path("stateDirectory").asText();
        streams.put("stateDirectory", workspace.folder("streams-" + instance).toString());
        try {
            return write(instance);
        } finally {
            streams.put("stateDirectory", shared);
        }
    }

    /** Writes the file of one service. */
    Path write(String service) {
        ((ObjectNode) tree.path("observability")).put("port",
                workspace.port(service + "-metrics"));
        Path file = workspace.folder("config").resolve(service + ".yaml");
        try {
            Files.createDirectories(file.getParent());
            YAML.writeValue(file.toFile(), tree);
            return file;
        } catch (IOException e) {
            throw new LocalException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static String mailboxOf(String address) {
        return address.substring(0, address.indexOf('@'));
    }

    private Path secretFile() {
        Path file = workspace.folder("config").resolve("secret");
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, CLIENT_SECRET);
        } catch (IOException e) {
            throw new LocalException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
