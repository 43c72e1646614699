package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.simulator.http.Tokens.Grant;
import io.syncline.simulator.mailbox.DirectoryContact;
import io.syncline.simulator.mailbox.DirectoryGroup;
import io.syncline.simulator.mailbox.DirectoryObject;
import io.syncline.simulator.mailbox.DirectoryRole;
import io.syncline.simulator.mailbox.DirectoryUser;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How Graph shows what a directory holds: the properties that are asked for, else the usual ones. Of
 * an object that an application may not read, it shows the type and the id, and nulls.
 *
 * @param select the properties asked for; empty: the usual ones
 */
record DirectoryJson(List<String> select, Grant grant) {

    /** Each of these roles lets an application read users. */
    static final Set<String> USER_ROLES = Set.of("User.Read.All", "User.ReadWrite.All",
            "Directory.Read.All", "Directory.ReadWrite.All");
    /** Each of these lets it read groups and who is in them. */
    static final Set<String> GROUP_ROLES = Set.of("GroupMember.Read.All",
            "GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All",
            "Directory.Read.All", "Directory.ReadWrite.All");

    private static final Set<String> ROLE_ROLES = Set.of("RoleManagement.Read.Directory",
            "RoleManagement.Read.All", "Directory.Read.All", "Directory.ReadWrite.All");
    private static final Set<String> CONTACT_ROLES = Set.of("OrgContact.Read.All",
            "Directory.Read.All", "Directory.ReadWrite.All");
    private static final String EXCHANGE_ONLINE = "4b9405b0-7788-4568-add1-99614e613b69";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param select as in the query */
    static DirectoryJson of(@Nullable String select, Grant grant) {
        return new DirectoryJson(select == null || select.isBlank()
                ? List.of()
                : List.of(select.strip().split("\\s*,\\s*")), grant);
    }

    /** What a cast and {@code @odata.type} name. */
    static String type(DirectoryObject object) {
        return "#microsoft.graph." + switch (object) {
            case DirectoryUser user -> "user";
            case DirectoryGroup group -> "group";
            case DirectoryContact contact -> "orgContact";
            case DirectoryRole role -> "directoryRole";
        };
    }

    ObjectNode of(DirectoryObject object) {
        ObjectNode all = switch (object) {
            case DirectoryUser user -> user(user);
            case DirectoryGroup group -> group(group);
            case DirectoryContact contact -> JSON.createObjectNode()
                    .put("displayName", contact.address())
                    .put("mail", contact.address());
            case DirectoryRole role -> JSON.createObjectNode()
                    .put("displayName", role.displayName())
                    .put("roleTemplateId", role.templateId());
        };
        all.put("id", object.id());
        boolean isShown = grant.hasAny(roles(object));
        ObjectNode shown = JSON.createObjectNode().put("@odata.type", type(object));
        all.properties()
                .stream()
                .filter(property -> isAsked(object, property.getKey()))
                .forEach(property -> shown.set(property.getKey(),
                        isShown || property.getKey().equals("id")
                                ? property.getValue()
                                : all.nullNode()));
        return shown;
    }

    private boolean isAsked(DirectoryObject object, String property) {
        return select.isEmpty()
                ? !(object instanceof DirectoryUser)
                        || Set.of("id", "displayName", "mail", "userPrincipalName")
                                .contains(property)
                : select.contains(property);
    }

    private static Set<String> roles(DirectoryObject object) {
        return switch (object) {
            case DirectoryUser user -> USER_ROLES;
            case DirectoryGroup group -> GROUP_ROLES;
            case DirectoryContact contact -> CONTACT_ROLES;
            case DirectoryRole role -> ROLE_ROLES;
        };
    }

    private static ObjectNode user(DirectoryUser user) {
        ObjectNode json = JSON.createObjectNode()
                .put("displayName", user.displayName())
                .put("mail", user.address())
                .put("userPrincipalName", user.address())
                .put("accountEnabled", user.enabled())
                .put("userType", user.userType())
                .put("onPremisesSyncEnabled", user.onPremises() ? Boolean.TRUE : null);
        ArrayNode licenses = json.putArray("assignedLicenses");
        if (user.licensed()) {
            licenses.addObject().put("skuId", EXCHANGE_ONLINE).putArray("disabledPlans");
        }
        return json;
    }

    private static ObjectNode group(DirectoryGroup group) {
        DirectoryGroup.Kind kind = group.kind();
        ObjectNode json = JSON.createObjectNode()
                .put("displayName", group.displayName())
                .put("mail", group.mail().orElse(null))
                .put("mailEnabled", kind != DirectoryGroup.Kind.SECURITY)
                .put("securityEnabled", kind == DirectoryGroup.Kind.SECURITY
                        || kind == DirectoryGroup.Kind.MAIL_SECURITY);
        ArrayNode types = json.putArray("groupTypes");
        if (kind == DirectoryGroup.Kind.UNIFIED) {
            types.add("Unified");
        }
        return json;
    }
}
