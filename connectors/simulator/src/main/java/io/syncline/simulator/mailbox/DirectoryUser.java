package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A user of the directory.
 *
 * @param address the mail address and the user principal name
 * @param enabled whether it may sign in
 * @param licensed whether it has a licence for Exchange Online
 * @param onPremises whether its mailbox is on a server of the customer's own
 * @param administrator whether it has the role of an administrator
 * @param userType Member or Guest
 */
public record DirectoryUser(String address, String displayName, boolean enabled, boolean licensed,
        boolean onPremises, boolean administrator, String userType) implements DirectoryObject {

    public DirectoryUser {
        if (address.isBlank()) {
            throw new IllegalArgumentException("A user needs an address");
        }
    }

    /** Whoever has a mailbox and was never spoken of. */
    static DirectoryUser plain(String address) {
        return new DirectoryUser(address, nameOf(address), true, true, false, false, "Member");
    }

    /** The id of the user of an address, whether it is known or not. */
    public static String idOf(String address) {
        return DirectoryObject.id("user", address);
    }

    /** Reads what {@link #json} wrote, or what the admin door was sent. */
    public static DirectoryUser ofJson(JsonNode json) {
        String address = json.path("address").asText("");
        return new DirectoryUser(address, json.path("displayName").asText(nameOf(address)),
                json.path("enabled").asBoolean(true), json.path("licensed").asBoolean(true),
                json.path("onPremises").asBoolean(false),
                json.path("administrator").asBoolean(false),
                json.path("userType").asText("Member"));
    }

    ObjectNode json() {
        return new ObjectMapper().createObjectNode()
                .put("address", address)
                .put("displayName", displayName)
                .put("enabled", enabled)
                .put("licensed", licensed)
                .put("onPremises", onPremises)
                .put("administrator", administrator)
                .put("userType", userType);
    }

    @Override
    public String id() {
        return idOf(address);
    }

    private static String nameOf(String address) {
        int at = address.indexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }
}
