package io.syncline.graph;

import com.microsoft.graph.models.DirectoryRole;
import com.microsoft.graph.models.DirectoryRoleCollectionResponse;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.User;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks into a tenant's directory: who an address is. Throws what the SDK throws. */
final class GraphDirectory {

    private static final String[] OF_USER = {"id", "userPrincipalName", "accountEnabled",
            "userType", "assignedLicenses"};
    private static final String[] OF_GROUP = {"id", "groupTypes", "mailEnabled",
            "securityEnabled"};
    private static final String[] OF_ROLE = {"id", "displayName"};
    private static final String GUEST_MARK = "#EXT#";

    private final GraphServiceClient client;

    GraphDirectory(GraphServiceClient client) {
        this.client = client;
    }

    /** A user, and what of it decides whether its mailbox is one for Syncline. */
    record Person(String id, boolean isEnabled, boolean isGuest, boolean isLicensed) {}

    /** The user who signs in with an address, or to whom it belongs. */
    Optional<Person> person(String address) {
        try {
            return Optional.ofNullable(client.users().byUserId(address).get(request -> {
                identified(request.headers);
                if (request.queryParameters != null) {
                    request.queryParameters.select = OF_USER;
                }
            })).map(GraphDirectory::person);
        } catch (RuntimeException e) {
            if (!GraphFailures.isNotFound(e)) {
                throw e;
            }
            return personWithMail(address);
        }
    }

    /** What sort of group has the address: {@code a distribution list}. */
    Optional<String> group(String address) {
        var answer = client.groups().get(request -> {
            identified(request.headers);
            if (request.queryParameters != null) {
                request.queryParameters.filter = hasMail(address);
                request.queryParameters.select = OF_GROUP;
            }
        });
        return GraphCalls.list(answer == null ? null : answer.getValue())
                .stream()
                .findFirst()
                .map(GraphDirectory::sort);
    }

    /** An administrator's role that a user has, as the directory calls it if it tells. */
    Optional<String> role(Person person) {
        DirectoryRoleCollectionResponse answer = client.users()
                .byUserId(person.id())
                .memberOf()
                .graphDirectoryRole()
                .get(request -> {
                    identified(request.headers);
                    if (request.queryParameters != null) {
                        request.queryParameters.select = OF_ROLE;
                    }
                });
        List<DirectoryRole> roles = GraphCalls.list(answer == null ? null : answer.getValue());
        return roles.stream()
                .findFirst()
                .map(role -> Optional.ofNullable(role.getDisplayName())
                        .orElse("a role of administrators"));
    }

    /** A name to sign in with need not be an address. */
    private Optional<Person> personWithMail(String address) {
        try {
            var answer = client.users().get(request -> {
                identified(request.headers);
                if (request.queryParameters != null) {
                    request.queryParameters.filter = hasMail(address);
                    request.queryParameters.select = OF_USER;
                }
            });
            return GraphCalls.list(answer == null ? null : answer.getValue())
                    .stream()
                    .findFirst()
                    .map(GraphDirectory::person);
        } catch (RuntimeException e) {
            if (!GraphFailures.isBadRequest(e)) {
                throw e;
            }
            return Optional.empty(); // A directory that does not search by it knows nobody by it.
        }
    }

    private static Person person(User user) {
        String name = text(user.getUserPrincipalName());
        return new Person(Objects.requireNonNull(user.getId()),
                !Boolean.FALSE.equals(user.getAccountEnabled()),
                "guest".equals(text(user.getUserType()).toLowerCase(Locale.ROOT))
                        || name.contains(GUEST_MARK),
                !GraphCalls.list(user.getAssignedLicenses()).isEmpty());
    }

    /** As facts/graph.md 8.3 tells groups apart. */
    private static String sort(Group group) {
        if (GraphCalls.list(group.getGroupTypes()).contains("Unified")) {
            return "a Microsoft 365 group";
        }
        return Boolean.TRUE.equals(group.getSecurityEnabled())
                ? "a mail-enabled security group"
                : "a distribution list";
    }

    private static String hasMail(String address) {
        return "mail eq '" + address.replace("'", "''") + "'";
    }

    private static void identified(RequestHeaders headers) {
        headers.add("client-request-id", UUID.randomUUID().toString());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
