package io.syncline.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.port.verify.Finding;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Judges what an application was granted, as its own token shows it. What was granted by Exchange, mailbox
 * by mailbox, is not in there (facts/graph.md 7.7): the mailbox itself decides about that.
 *
 * <pre>
 * shown                                        then
 * no role                                      warned
 * the wanted and no other                      warned: the needed one may come from Exchange
 * others, and not the needed                   failed
 * the needed, not all wanted                   warned: no choice of mailboxes by the directory
 * more than these                              warned, by name
 * the needed and the wanted                    passed
 * </pre>
 */
final class GraphPermissions {

    private static final String NEEDED = "Contacts.ReadWrite";
    private static final Set<String> WANTED = Set.of("User.Read.All", "GroupMember.Read.All");
    private static final List<String> ADMINISTRATIVE = List.of("Directory.", "RoleManagement.",
            "Application.", "AppRoleAssignment.", "Policy.", "PrivilegedAccess.",
            "full_access_as_app", "Exchange.ManageAsApp");
    private static final List<String> ADMINISTRATIVE_ENDS = List.of(".ReadWrite.All",
            ".FullControl.All", ".Manage.All");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = "Microsoft Entra admin center > App registrations > your app"
            + " > API permissions: ";
    private static final String ADD_NEEDED = PAGE + "add Microsoft Graph > Application permissions"
            + " > " + NEEDED + ", then 'Grant admin consent'";
    private static final String ADD_WANTED = PAGE + "add Microsoft Graph > Application permissions"
            + " > User.Read.All and GroupMember.Read.All, then 'Grant admin consent'";
    private static final String FROM_EXCHANGE = "If access was granted in Exchange (RBAC for"
            + " Applications) that is as it should be, and the next steps show it; else ";

    private GraphPermissions() {}

    /** The roles that a token shows; none too where it cannot be read. For no decision about trust. */
    static Set<String> roles(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length < 2) {
            return Set.of();
        }
        Set<String> roles = new TreeSet<>();
        try {
            JsonNode claims = JSON.readTree(
                    new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
            claims.path("roles").forEach(role -> roles.add(role.asText()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Set.of(); // An opaque token is as good, and shows nothing.
        }
        return roles;
    }

    static Finding judged(Set<String> roles) {
        if (roles.isEmpty()) {
            return Finding.warned("The token shows no permissions", FROM_EXCHANGE + ADD_NEEDED);
        }
        Set<String> more = more(roles);
        if (!roles.contains(NEEDED)) {
            return more.isEmpty()
                    ? Finding.warned("The token does not show " + NEEDED + ", only "
                            + listed(roles), FROM_EXCHANGE + ADD_NEEDED)
                    : Finding.failed(NEEDED + " is missing; granted is " + listed(roles),
                            ADD_NEEDED + removing(more));
        }
        List<String> evidence = new ArrayList<>(List.of(NEEDED + " is granted"));
        List<String> remedies = new ArrayList<>();
        Set<String> missing = new TreeSet<>(WANTED);
        missing.removeAll(roles);
        if (!missing.isEmpty()) {
            evidence.add("without " + listed(missing)
                    + ", mailboxes can only be chosen by a CSV file");
            remedies.add("To choose them by the directory: " + ADD_WANTED);
        }
        if (!more.isEmpty()) {
            evidence.add(told(more));
            remedies.add(PAGE + "remove " + listed(more));
        }
        return remedies.isEmpty()
                ? Finding.passed(listed(roles) + " are granted, and nothing else")
                : Finding.warned(String.join("; ", evidence), String.join(". ", remedies));
    }

    private static Set<String> more(Set<String> roles) {
        Set<String> more = new TreeSet<>(roles);
        more.remove(NEEDED);
        more.removeAll(WANTED);
        return more;
    }

    private static String told(Set<String> more) {
        Set<String> administrative = new TreeSet<>(more);
        administrative.removeIf(Predicate.not(GraphPermissions::isAdministrative));
        Set<String> others = new TreeSet<>(more);
        others.removeAll(administrative);
        String needless = others.isEmpty()
                ? ""
                : "granted and not needed: " + listed(others);
        return administrative.isEmpty()
                ? needless
                : "granted and administrative: " + listed(administrative)
                        + " (Syncline never wants administrative access)"
                        + (others.isEmpty() ? "" : "; " + needless);
    }

    private static boolean isAdministrative(String role) {
        return Stream.concat(ADMINISTRATIVE.stream().filter(role::startsWith),
                ADMINISTRATIVE_ENDS.stream().filter(role::endsWith)).findAny().isPresent();
    }

    private static String removing(Set<String> more) {
        return ". Remove " + listed(more) + ", which Syncline does not need";
    }

    private static String listed(Set<String> roles) {
        return String.join(", ", new TreeSet<>(roles));
    }
}
