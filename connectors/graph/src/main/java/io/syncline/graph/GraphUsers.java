package io.syncline.graph;

import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestHeaders;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.tenant.UserDirectory;
import io.syncline.service.access.Trust;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks Entra who has a mailbox (facts/graph.md 8). A link to a next page that leads elsewhere is not followed. */
final class GraphUsers implements UserDirectory {

    private static final String[] SELECTED = {"id", "displayName", "mail", "userPrincipalName",
            "accountEnabled", "userType", "assignedLicenses"};
    private static final int PAGE = 999;
    private static final int PAGES_MAX = 1000;
    private static final String GUEST = "guest";

    private final GraphTokens tokens;
    private final GraphCalls calls;
    private final GraphServiceClient client;

    GraphUsers(GraphSettings settings) {
        Trust trust = Trust.with(settings.trustedCertificates());
        this.tokens = new GraphTokens(settings, trust);
        this.calls = new GraphCalls(settings, tokens, trust);
        this.client = calls.client();
    }

    @Override
    public Answer<List<UserDirectory.Owner>> users(Filter filter) {
        try {
            return switch (filter) {
                case Filter.Everybody() -> Answer.of(all(""));
                case Filter.OfDomain(String domain) -> Answer.of(all(domain));
                case Filter.OfGroup(String nameOrAddress) -> members(nameOrAddress);
            };
        } catch (RuntimeException e) {
            return Answer.failed(GraphFailures.of(e));
        }
    }

    @Override
    public void close() {
        calls.close();
    }

    /** Filtered here: a search by the end of an address is an advanced query that not all answer. */
    private List<UserDirectory.Owner> all(String domain) {
        UserCollectionResponse first = client.users().get(request -> {
            identified(request.headers);
            if (request.queryParameters != null) {
                request.queryParameters.select = SELECTED;
                request.queryParameters.top = PAGE;
            }
        });
        return withMailbox(pages(first)).stream()
                .filter(user -> domain.isEmpty() || user.address()
                        .endsWith("@" + domain.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private Answer<List<UserDirectory.Owner>> members(String nameOrAddress) {
        Optional<String> group = group(nameOrAddress);
        if (group.isEmpty()) {
            return Answer.failed(new Failure.Rejected("there is no group of the name or address "
                    + nameOrAddress));
        }
        UserCollectionResponse first = client.groups()
                .byGroupId(group.get())
                .transitiveMembers()
                .graphUser()
                .get(request -> {
                    identified(request.headers);
                    if (request.queryParameters != null) {
                        request.queryParameters.select = SELECTED;
                        request.queryParameters.top = PAGE;
                    }
                });
        return Answer.of(withMailbox(pages(first)));
    }

    private Optional<String> group(String nameOrAddress) {
        String quoted = "'" + nameOrAddress.replace("'", "''") + "'";
        var answer = client.groups().get(request -> {
            identified(request.headers);
            if (request.queryParameters != null) {
                request.queryParameters.filter = "mail eq " + quoted + " or displayName eq "
                        + quoted;
            }
        });
        return GraphCalls.list(answer == null ? null : answer.getValue())
                .stream()
                .findFirst()
                .map(Group::getId);
    }

    private List<User> pages(@Nullable UserCollectionResponse first) {
        List<User> found = new ArrayList<>();
        UserCollectionResponse page = first;
        for (int count = 0; page != null && count < PAGES_MAX; count++) {
            found.addAll(GraphCalls.list(page.getValue()));
            String next = page.getOdataNextLink();
            page = next == null || !tokens.isOurs(URI.create(next))
                    ? null
                    : client.users()
                            .withUrl(next)
                            .get(request -> identified(request.headers));
        }
        return found;
    }

    private static List<UserDirectory.Owner> withMailbox(List<User> users) {
        return users.stream()
                .filter(user -> !Boolean.FALSE.equals(user.getAccountEnabled()))
                .filter(user -> !GUEST.equalsIgnoreCase(user.getUserType()))
                .filter(user -> !GraphCalls.list(user.getAssignedLicenses()).isEmpty())
                .map(GraphUsers::user)
                .filter(user -> user.address().contains("@"))
                .toList();
    }

    private static UserDirectory.Owner user(User user) {
        String address = Optional.ofNullable(user.getMail())
                .or(() -> Optional.ofNullable(user.getUserPrincipalName()))
                .orElse("");
        return new UserDirectory.Owner(address.toLowerCase(Locale.ROOT),
                Objects.requireNonNullElse(user.getDisplayName(), address));
    }

    private static void identified(RequestHeaders headers) {
        headers.add("client-request-id", UUID.randomUUID().toString());
    }
}
