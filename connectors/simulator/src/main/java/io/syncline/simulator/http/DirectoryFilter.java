package io.syncline.simulator.http;

import io.syncline.simulator.mailbox.DirectoryGroup;
import io.syncline.simulator.mailbox.DirectoryUser;
import io.syncline.simulator.mailbox.GraphError;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few filters on users and groups that are simulated. */
final class DirectoryFilter {

    private static final Pattern ENABLED = Pattern.compile("accountEnabled eq (true|false)");
    private static final Pattern ENDS = Pattern.compile(
            "endsWith\\((mail|userPrincipalName), ?'((?:[^']|'')*)'\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern IS = Pattern.compile(
            "(mail|displayName) eq '((?:[^']|'')*)'");

    private DirectoryFilter() {}

    /**
     * Conditions joined by "and".
     *
     * @param isAdvanced whether the request allows what Graph calls advanced queries
     */
    static Predicate<DirectoryUser> ofUsers(String filter, boolean isAdvanced) {
        return filter.isEmpty()
                ? user -> true
                : Arrays.stream(filter.split(" and "))
                        .map(condition -> ofUser(condition.strip(), isAdvanced))
                        .reduce(Predicate::and)
                        .orElseThrow();
    }

    /** Conditions joined by "or". */
    static Predicate<DirectoryGroup> ofGroups(String filter) {
        return filter.isEmpty()
                ? group -> true
                : Arrays.stream(filter.split(" or "))
                        .map(condition -> ofGroup(condition.strip()))
                        .reduce(Predicate::or)
                        .orElseThrow();
    }

    private static Predicate<DirectoryUser> ofUser(String condition, boolean isAdvanced) {
        Matcher enabled = ENABLED.matcher(condition);
        if (enabled.matches()) {
            boolean wanted = Boolean.parseBoolean(enabled.group(1));
            return user -> user.enabled() == wanted;
        }
        Matcher ends = ENDS.matcher(condition);
        if (ends.matches() && isAdvanced) {
            String end = literal(ends.group(2));
            return user -> user.address().toLowerCase(Locale.ROOT).endsWith(end);
        }
        throw unsupported();
    }

    private static Predicate<DirectoryGroup> ofGroup(String condition) {
        Matcher is = IS.matcher(condition);
        if (!is.matches()) {
            throw unsupported();
        }
        String value = literal(is.group(2));
        return is.group(1).equals("mail")
                ? group -> group.mail().filter(value::equalsIgnoreCase).isPresent()
                : group -> group.displayName().equalsIgnoreCase(value);
    }

    /** Graph does not mind the case of what it compares. */
    private static String literal(String quoted) {
        return quoted.replace("''", "'").toLowerCase(Locale.ROOT);
    }

    private static GraphError unsupported() {
        return new GraphError(400, "Request_UnsupportedQuery", "Unsupported Query.");
    }
}
