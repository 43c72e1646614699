package io.syncline.local.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Settings for the one simulated tenant, of whose mailboxes no folder but Contacts is followed. */
public final class NarrowMailboxes {

    private static final YAMLMapper YAML = new YAMLMapper();

    private NarrowMailboxes() {}

    /** @param reach how they are reached at first */
    public static Path write(Workspace workspace, List<String> addresses, Reach reach) {
        try {
            ObjectNode tree = YAML.createObjectNode();
            ObjectNode tenant = tree.putArray("tenants").addObject();
            tenant.put("id", LocalConfig.TENANT)
                    .put("provider", reach.ofTenant().name())
                    .put("defaultRegion", "US");
            tenant.set("graph", TwoTenants.graph(workspace));
            tenant.set("ews", TwoTenants.ews(workspace));
            ArrayNode mailboxes = tenant.putArray("mailboxes");
            addresses.forEach(address -> mailboxes.addObject()
                    .put("id", LocalConfig.mailboxOf(address))
                    .put("address", address)
                    .putArray("folders")
                    .add("contacts"));
            return Files.writeString(workspace.folder("narrow.yaml"),
                    YAML.writeValueAsString(tree));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the settings of a test", e);
        }
    }
}
