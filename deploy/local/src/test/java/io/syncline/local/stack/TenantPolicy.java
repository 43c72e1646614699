package io.syncline.local.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Settings for the one simulated tenant with a policy of its own. */
public final class TenantPolicy {

    private static final YAMLMapper YAML = new YAMLMapper();

    private TenantPolicy() {}

    /** @param policy as {@code tenants.policy} says it, in YAML */
    public static Path write(Workspace workspace, List<String> addresses, String policy) {
        try {
            ObjectNode tree = YAML.createObjectNode();
            ObjectNode tenant = tree.putArray("tenants").addObject();
            tenant.put("id", LocalConfig.TENANT).put("defaultRegion", "US");
            tenant.set("graph", TwoTenants.graph(workspace));
            tenant.set("policy", YAML.readTree(policy));
            ArrayNode mailboxes = tenant.putArray("mailboxes");
            addresses.forEach(address -> mailboxes.addObject()
                    .put("id", LocalConfig.mailboxOf(address))
                    .put("address", address));
            return Files.writeString(workspace.folder("policy.yaml"),
                    YAML.writeValueAsString(tree));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the settings of a test", e);
        }
    }
}
