package io.syncline.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An administrator at work in the simulated tenant's directory. */
public final class EntraDesk implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Http http;

    /** @param admin the simulated tenant's admin door */
    public EntraDesk(URI admin) {
        this.http = new Http(admin);
    }

    /**
     * Registers an application with these secrets, or changes it.
     *
     * @param roles the permissions that it was granted
     */
    public void application(String clientId, List<Secret> secrets, List<String> roles) {
        ObjectNode application = JSON.createObjectNode().put("clientId", clientId);
        ArrayNode known = application.putArray("secrets");
        secrets.forEach(secret -> known.addObject()
                .put("id", secret.id())
                .put("value", secret.value())
                .put("expiresAt", secret.expiresAt()));
        ArrayNode granted = application.putArray("roles");
        roles.forEach(granted::add);
        http.send("POST", "/admin/applications", application.toString());
    }

    /** A client secret, as the application's page shows it. */
    public record Secret(String id, String value, String expiresAt) {
        @Override
        public String toString() {
            return "Secret[" + id + "]";
        }
    }

    /** Lets somebody sign in to what relies on the directory, with these roles there. */
    public void person(String address, String name, List<String> roles) {
        ObjectNode person = JSON.createObjectNode().put("address", address).put("name", name);
        ArrayNode had = person.putArray("roles");
        roles.forEach(had::add);
        http.send("POST", "/admin/people", person.toString());
    }

    /** Makes a distribution list. */
    public void distributionList(String address, List<String> members) {
        group(address, address, "distribution", members);
    }

    /** Makes a security group. */
    public void securityGroup(String name, List<String> members) {
        group(null, name, "security", members);
    }

    @Override
    public void close() {
        http.close();
    }

    private void group(@Nullable String address, String name,
            String kind, List<String> members) {
        ObjectNode group = JSON.createObjectNode()
                .put("mail", address)
                .put("displayName", name)
                .put("kind", kind);
        ArrayNode in = group.putArray("members");
        members.forEach(in::add);
        http.send("POST", "/admin/groups", group.toString());
    }
}
