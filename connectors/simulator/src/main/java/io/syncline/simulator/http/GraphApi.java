package io.syncline.simulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.syncline.simulator.ews.ItemIds;
import io.syncline.simulator.ews.Mutants;
import io.syncline.simulator.mailbox.MailboxStore;
import java.util.Set;

/** The part of Graph that is about mailboxes: whoever has the right may work on them, within limits. */
final class GraphApi {

    private static final String USER = "/v1.0/users/{user}";
    private static final String FOLDER = USER + "/contactFolders/{folder}";

    private final GraphDoor door;
    private final MailboxRights rights;
    private final Limits limits;
    private final GraphContacts contacts;
    private final GraphIds ids;

    GraphApi(GraphDoor door, MailboxRights rights, Limits limits, Mutants mutants) {
        this.door = door;
        this.rights = rights;
        this.limits = limits;
        this.contacts = new GraphContacts(mutants.shared());
        this.ids = new GraphIds(new ItemIds(mutants));
    }

    /** Does the work of one request; says what it did to the mailbox, or nothing. */
    private interface Work {
        String of(Context context, MailboxStore mailbox);
    }

    void routes(RoutesConfig routes) {
        String main = MailboxStore.CONTACTS;
        routes.get(USER + "/contacts",
                read((context, box) -> contacts.collection(context, box, main)));
        routes.get(USER + "/contacts/{id}",
                read((context, box) -> contacts.one(context, box, main, context.pathParam("id"))));
        routes.post(USER + "/contacts",
                work((context, box) -> contacts.create(context, box, main)));
        routes.patch(USER + "/contacts/{id}",
                work((context, box) -> contacts.patch(context, box, context.pathParam("id"))));
        routes.delete(USER + "/contacts/{id}",
                work((context, box) -> contacts.delete(context, box, context.pathParam("id"))));
        routes.post(USER + "/translateExchangeIds", read(ids::translate));
        routes.get(USER + "/contactFolders",
                read((context, box) -> contacts.folders(context, box, main)));
        routes.get(FOLDER,
                read((context, box) -> contacts.folder(context, box, context.pathParam("folder"))));
        routes.get(FOLDER + "/childFolders", read(
                (context, box) -> contacts.folders(context, box, context.pathParam("folder"))));
        routes.get(FOLDER + "/contacts",
                read((context, box) -> contacts.collection(context, box, folder(context))));
        routes.post(FOLDER + "/contacts",
                work((context, box) -> contacts.create(context, box, folder(context))));
        routes.get(FOLDER + "/contacts/{id}", read((context, box) -> contacts.one(context, box,
                folder(context), context.pathParam("id"))));
    }

    private interface Read {
        void of(Context context, MailboxStore mailbox);
    }

    private Handler read(Read read) {
        return limited(MailboxRights.READ, (context, mailbox) -> {
            read.of(context, mailbox);
            return "";
        });
    }

    private Handler work(Work work) {
        return limited(MailboxRights.WRITE, work);
    }

    private Handler limited(Set<String> roles, Work work) {
        Handler handler = door.handler((context, grant) -> {
            limits.check(GraphDoor.user(context));
            return door.exposed(context, () -> {
                GraphIds.check(context.pathParamMap().getOrDefault("id", ""));
                return work.of(context, rights.mailbox(grant, roles, GraphDoor.user(context)));
            });
        });
        return context -> {
            String user = GraphDoor.user(context);
            limits.begin(user);
            try {
                handler.handle(context);
            } finally {
                limits.end(user);
            }
        };
    }

    /** The well-known name of Deleted Items works as a folder of contacts to search in. */
    private static String folder(Context context) {
        String folder = context.pathParam("folder");
        return folder.equals("deleteditems") ? MailboxStore.DELETED_ITEMS : folder;
    }
}
