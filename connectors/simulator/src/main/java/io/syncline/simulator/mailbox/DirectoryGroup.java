package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A group of the directory.
 *
 * @param mail its address, if it has one
 * @param members addresses: of users, of other groups, or of people outside of the tenant
 */
public record DirectoryGroup(Optional<String> mail, String displayName, Kind kind,
        List<String> members) implements DirectoryObject {

    public DirectoryGroup {
        if (displayName.isBlank()) {
            throw new IllegalArgumentException("A group needs a displayName or a mail");
        }
        members = List.copyOf(members);
    }

    /** The kinds of group, as facts/graph.md 8.3 tells them apart. */
    public enum Kind {
        /** A Microsoft 365 group. */
        UNIFIED,
        /** A security group without mail. */
        SECURITY,
        /** A mail-enabled security group. */
        MAIL_SECURITY,
        /** A distribution list. */
        DISTRIBUTION
    }

    /** Reads what {@link #json} wrote, or what the admin door was sent. */
    public static DirectoryGroup ofJson(JsonNode json) {
        Optional<String> mail = Optional.of(json.path("mail").asText(""))
                .filter(text -> !text.isBlank() && json.path("mail").isTextual());
        return new DirectoryGroup(mail, json.path("displayName").asText(mail.orElse("")),
                JsonWord.read(Kind.class, json.path("kind").asText("unified")),
                json.path("members").valueStream().map(JsonNode::asText).toList());
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode()
                .put("kind", JsonWord.of(kind))
                .put("mail", mail.orElse(null))
                .put("displayName", displayName);
        members.forEach(json.putArray("members")::add);
        return json;
    }

    @Override
    public String id() {
        return DirectoryObject.id("group", mail.orElse(displayName));
    }

    boolean hasMail(String address) {
        return mail.filter(address::equalsIgnoreCase).isPresent();
    }
}
