package io.syncline.graph;

import com.microsoft.graph.models.Contact;
import com.microsoft.graph.models.ContactCollectionResponse;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads whole folders of contacts, page by page. */
final class ContactLists {

    private static final int LIST_PAGE = 1000;
    private static final int LIST_PAGES_MAX = 1000;
    private static final String[] ID = {"id"};

    private final GraphServiceClient client;

    ContactLists(GraphServiceClient client) {
        this.client = client;
    }

    /** The ids of all contacts of a folder that match a filter. */
    Set<String> ids(String user, Optional<String> folder, String filter) {
        return listed(user, folder, filter, ID).stream()
                .map(one -> Objects.requireNonNull(one.getId()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All contacts of a folder, with these properties. */
    List<Contact> all(String user, Optional<String> folder, String[] properties) {
        return listed(user, folder, null, properties);
    }

    private List<Contact> listed(String user, Optional<String> folder, @Nullable String filter,
            String[] properties) {
        List<Contact> all = new ArrayList<>();
        ContactCollectionResponse page = firstListed(user, folder, filter, properties);
        for (int pages = 1; page != null; pages++) {
            all.addAll(GraphCalls.list(page.getValue()));
            String next = page.getOdataNextLink();
            if (next != null && pages >= LIST_PAGES_MAX) {
                throw new IllegalStateException("A list goes on after " + pages + " pages");
            }
            page = next == null
                    ? null
                    : client.users()
                            .byUserId(user)
                            .contacts()
                            .withUrl(next)
                            .get(request -> GraphCalls.identified(request.headers));
        }
        return all;
    }

    @Nullable
    private ContactCollectionResponse firstListed(String user, Optional<String> folder,
            @Nullable String filter, String[] properties) {
        if (folder.isEmpty()) {
            return client.users().byUserId(user).contacts().get(request -> {
                GraphCalls.identified(request.headers);
                if (request.queryParameters != null) {
                    request.queryParameters.filter = filter;
                    request.queryParameters.select = properties;
                    request.queryParameters.top = LIST_PAGE;
                }
            });
        }
        return client.users()
                .byUserId(user)
                .contactFolders()
                .byContactFolderId(folder.get())
                .contacts()
                .get(request -> {
                    GraphCalls.identified(request.headers);
                    if (request.queryParameters != null) {
                        request.queryParameters.filter = filter;
                        request.queryParameters.select = properties;
                        request.queryParameters.top = LIST_PAGE;
                    }
                });
    }
}
