package io.syncline.local.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings for two tenants whose mailboxes lie in the one simulated directory. */
public final class TwoTenants {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String CONTACTS = "contacts";

    private final Workspace workspace;
    private final Map<String, ArrayNode> mailboxes = new LinkedHashMap<>();

    public TwoTenants(Workspace workspace) {
        this.workspace = workspace;
    }

    /** @param folder the one that is followed besides Contacts */
    public void add(String tenant, String address, String folder) {
        ObjectNode mailbox = mailboxes.computeIfAbsent(tenant, key -> YAML.createArrayNode())
                .addObject()
                .put("id", LocalConfig.mailboxOf(address))
                .put("address", address);
        mailbox.putArray("folders").add(CONTACTS).add(folder);
    }

    /**
     * Writes them beside settings of a test's own.
     *
     * @param crmTenant the tenant whose CRM speaks to the gateway
     */
    public Path write(String crmTenant, Map<String, Map<String, String>> settings) {
        ObjectNode tree = YAML.valueToTree(settings);
        tree.putObject("gateway")
                .putArray("keys")
                .addObject()
                .put("key", LocalConfig.API_KEY)
                .put("tenant", crmTenant);
        ArrayNode tenants = tree.putArray("tenants");
        mailboxes.forEach((id, own) -> tenants.addObject()
                .put("id", id)
                .put("defaultRegion", "US")
                .<ObjectNode>set("graph", graph(workspace))
                .set("mailboxes", own));
        try {
            return Files.writeString(workspace.folder("tenants.yaml"),
                    YAML.writeValueAsString(tree));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the settings of a test", e);
        }
    }

    /** How the simulated directory is reached through Graph. */
    static ObjectNode graph(Workspace workspace) {
        String base = base(workspace);
        return credentials(workspace).put("baseUrl", base + "/v1.0")
                .put("authority", base)
                .put("directoryId", LocalConfig.DIRECTORY_ID);
    }

    /** The same through EWS. */
    static ObjectNode ews(Workspace workspace) {
        String base = base(workspace);
        return credentials(workspace).put("url", base + "/EWS/Exchange.asmx")
                .put("tokenEndpoint",
                        base + "/" + LocalConfig.DIRECTORY_ID + "/oauth2/v2.0/token");
    }

    private static String base(Workspace workspace) {
        return "https://127.0.0.1:" + workspace.port("graph");
    }

    private static ObjectNode credentials(Workspace workspace) {
        return YAML.createObjectNode()
                .put("clientId", LocalConfig.CLIENT_ID)
                .put("secretFile", workspace.folder("config").resolve("secret").toString())
                .put("trustedCertificatesFile",
                        workspace.folder("simulator").resolve("simulator.pem").toString());
    }
}
