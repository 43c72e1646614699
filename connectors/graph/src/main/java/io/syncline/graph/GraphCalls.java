package io.syncline.graph;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.models.Contact;
import com.microsoft.graph.models.ContactFolder;
import com.microsoft.graph.models.ContactFolderCollectionResponse;
import com.microsoft.graph.models.ConvertIdResult;
import com.microsoft.graph.models.ExchangeIdFormat;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.graph.users.item.translateexchangeids.TranslateExchangeIdsPostRequestBody;
import com.microsoft.kiota.RequestHeaders;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import io.syncline.port.RequestBudget;
import io.syncline.service.access.Trust;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The requests that we make, each one exchange. Throws what the SDK throws. No interceptor of the
 * SDK's is in place: its retries repeat a POST (facts/graph.md 9.5), its redirects take the token
 * along.
 */
final class GraphCalls implements AutoCloseable {

    private static final String IMMUTABLE_IDS = "IdType=\"ImmutableId\"";
    private static final String[] ID = {"id"};
    private static final int FOUND_MAX = 25;
    /**
     * As many as may be busy at once: OkHttp keeps five, and would close the others after each request and
     * shake hands anew.
     */
    private static final int IDLE_MAX = 256;
    private static final int IDLE_MINUTES = 5;
    private static final int FOLDERS_PAGE = 100;

    private final OkHttpClient http;
    private final GraphServiceClient client;
    private final ContactLists lists;
    private final GraphDirectory directory;

    GraphCalls(GraphSettings settings, GraphTokens tokens, Trust trust) {
        this(settings, tokens, trust, RequestBudget.UNLIMITED);
    }

    GraphCalls(GraphSettings settings, GraphTokens tokens, Trust trust, RequestBudget budget) {
        this.http = GraphClientFactory.create(new Interceptor[]{new WithinBudget(budget)})
                .sslSocketFactory(trust.sockets(), trust.manager())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(settings.requestTimeout())
                .connectionPool(new ConnectionPool(IDLE_MAX, IDLE_MINUTES, TimeUnit.MINUTES))
                .build();
        this.client = new GraphServiceClient(new BaseGraphRequestAdapter(
                new BaseBearerTokenAuthenticationProvider(tokens), settings.baseUrl().toString(),
                http));
        this.lists = new ContactLists(client);
        this.directory = new GraphDirectory(client);
    }

    /** One page of a delta round. */
    record DeltaPage(List<Contact> contacts, @Nullable String nextLink,
            @Nullable String deltaLink) {}

    DeltaPage firstPage(String user, Optional<String> folder, int pageSize) {
        if (folder.isEmpty()) {
            var answer = user(user).contacts().delta().get(request -> {
                paged(request.headers, pageSize);
                if (request.queryParameters != null) {
                    request.queryParameters.select = ContactMapper.selected();
                }
            });
            return new DeltaPage(list(answer == null ? null : answer.getValue()),
                    answer == null ? null : answer.getOdataNextLink(),
                    answer == null ? null : answer.getOdataDeltaLink());
        }
        var answer = user(user).contactFolders()
                .byContactFolderId(folder.get())
                .contacts()
                .delta()
                .get(request -> {
                    paged(request.headers, pageSize);
                    if (request.queryParameters != null) {
                        request.queryParameters.select = ContactMapper.selected();
                    }
                });
        return new DeltaPage(list(answer == null ? null : answer.getValue()),
                answer == null ? null : answer.getOdataNextLink(),
                answer == null ? null : answer.getOdataDeltaLink());
    }

    /** Headers are not in the link and go along every time (facts/graph.md 1.7). */
    DeltaPage nextPage(String user, URI link, int pageSize) {
        var answer = user(user).contacts()
                .delta()
                .withUrl(link.toString())
                .get(request -> paged(request.headers, pageSize));
        return new DeltaPage(list(answer == null ? null : answer.getValue()),
                answer == null ? null : answer.getOdataNextLink(),
                answer == null ? null : answer.getOdataDeltaLink());
    }

    @Nullable
    Contact get(String user, String id) {
        return user(user).contacts().byContactId(id).get(request -> {
            identified(request.headers);
            if (request.queryParameters != null) {
                request.queryParameters.expand = ExtendedProperties.EXPANDED;
            }
        });
    }

    @Nullable
    Contact create(String user, Optional<String> folder, Contact body) {
        return folder.isEmpty()
                ? user(user).contacts().post(body, request -> identified(request.headers))
                : user(user).contactFolders()
                        .byContactFolderId(folder.get())
                        .contacts()
                        .post(body, request -> identified(request.headers));
    }

    @Nullable
    Contact patch(String user, String id, String version, Contact body) {
        return user(user).contacts().byContactId(id).patch(body, request -> {
            identified(request.headers);
            request.headers.add("If-Match", "W/\"" + version + "\"");
        });
    }

    void delete(String user, String id, String version) {
        user(user).contacts().byContactId(id).delete(request -> {
            identified(request.headers);
            request.headers.add("If-Match", "W/\"" + version + "\"");
        });
    }

    /** Succeeds while the mailbox lets us read. */
    void control(String user) {
        user(user).contacts().get(request -> {
            identified(request.headers);
            if (request.queryParameters != null) {
                request.queryParameters.top = 1;
                request.queryParameters.select = ID;
            }
        });
    }

    /** The contacts of a folder that match a filter, stamps included. */
    List<Contact> find(String user, String folder, String filter) {
        var answer = user(user).contactFolders()
                .byContactFolderId(folder)
                .contacts()
                .get(request -> {
                    identified(request.headers);
                    if (request.queryParameters != null) {
                        request.queryParameters.filter = filter;
                        request.queryParameters.expand = ExtendedProperties.EXPANDED;
                        request.queryParameters.top = FOUND_MAX;
                    }
                });
        return list(answer == null ? null : answer.getValue());
    }

    /** Whole folders. */
    ContactLists lists() {
        return lists;
    }

    /** Who an address is. */
    GraphDirectory directory() {
        return directory;
    }

    /** For what only one place asks for. */
    GraphServiceClient client() {
        return client;
    }

    /** The folder, if it is one of contacts. */
    @Nullable
    ContactFolder folder(String user, String id) {
        return user(user).contactFolders()
                .byContactFolderId(id)
                .get(request -> identified(request.headers));
    }

    /** The folders below Contacts, at every depth; pages have ten entries unless asked (3.15). */
    List<String> folders(String user) {
        Set<String> found = new LinkedHashSet<>();
        addAll(user, user(user).contactFolders().get(request -> {
            identified(request.headers);
            if (request.queryParameters != null) {
                request.queryParameters.top = FOLDERS_PAGE;
            }
        }), found);
        return List.copyOf(found);
    }

    /** The ids that items have in another format; at most a thousand (facts/graph.md 1.14). */
    List<ConvertIdResult> translate(String user, List<String> ids, ExchangeIdFormat from,
            ExchangeIdFormat to) {
        TranslateExchangeIdsPostRequestBody body = new TranslateExchangeIdsPostRequestBody();
        body.setInputIds(ids);
        body.setSourceIdType(from);
        body.setTargetIdType(to);
        var answer = user(user).translateExchangeIds()
                .post(body, request -> identified(request.headers));
        return list(answer == null ? null : answer.getValue());
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private void addAll(String user, @Nullable ContactFolderCollectionResponse first,
            Set<String> found) {
        ContactFolderCollectionResponse page = first;
        while (page != null) {
            for (ContactFolder folder : list(page.getValue())) {
                String id = folder.getId();
                if (id != null && found.add(id)) {
                    addAll(user, children(user, id), found);
                }
            }
            String next = page.getOdataNextLink();
            page = next == null
                    ? null
                    : user(user).contactFolders()
                            .withUrl(next)
                            .get(request -> identified(request.headers));
        }
    }

    @Nullable
    private ContactFolderCollectionResponse children(String user, String folder) {
        return user(user).contactFolders()
                .byContactFolderId(folder)
                .childFolders()
                .get(request -> {
                    identified(request.headers);
                    if (request.queryParameters != null) {
                        request.queryParameters.top = FOLDERS_PAGE;
                    }
                });
    }

    private UserItemRequestBuilder user(String address) {
        return client.users().byUserId(address);
    }

    private static void paged(RequestHeaders headers, int pageSize) {
        identified(headers);
        headers.add("Prefer", "odata.maxpagesize=" + pageSize);
    }

    /** The SDK's own request id is the same for every request of a client (9.7). */
    static void identified(RequestHeaders headers) {
        headers.add("Prefer", IMMUTABLE_IDS);
        headers.add("client-request-id", UUID.randomUUID().toString());
    }

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
