package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.MailboxStore.Folder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of a mailbox as EWS sees them: more than those of contacts. */
final class Folders {

    private static final String ROOT = "folder-root";
    private static final String INBOX = "folder-inbox";
    private static final Map<String, String> DISTINGUISHED = Map.of(
            "contacts", MailboxStore.CONTACTS,
            "deleteditems", MailboxStore.DELETED_ITEMS,
            "recoverableitemsdeletions", MailboxStore.RECOVERABLE_ITEMS,
            "inbox", INBOX,
            "msgfolderroot", ROOT,
            "root", ROOT);
    private static final List<Folder> OTHERS = List.of(
            new Folder(INBOX, "Inbox", ROOT),
            new Folder(MailboxStore.DELETED_ITEMS, "Deleted Items", ROOT));
    private static final List<Folder> HIDDEN = List.of(
            new Folder(ROOT, "Top of Information Store", ""),
            new Folder(MailboxStore.RECOVERABLE_ITEMS, "Deletions", ""));

    private Folders() {}

    /** The mailbox's own name of the folder that a {@code t:FolderId} or its like names. */
    static String named(MailboxStore mailbox, Element id) {
        String name = id.name().equals("t:DistinguishedFolderId")
                ? Optional.ofNullable(DISTINGUISHED.get(id.attribute("Id")))
                        .orElseThrow(Folders::notFound)
                : ItemIds.folder(id.attribute("Id"));
        boolean exists = Stream.concat(tree(mailbox).stream(), HIDDEN.stream())
                .anyMatch(folder -> folder.id().equals(name));
        if (!exists) {
            throw notFound();
        }
        return name;
    }

    static boolean isOfContacts(MailboxStore mailbox, String folder) {
        return mailbox.folders().stream().anyMatch(one -> one.id().equals(folder));
    }

    /** All folders that a hierarchy tells, in the order in which they were made. */
    static List<Folder> tree(MailboxStore mailbox) {
        return Stream.concat(OTHERS.stream(), mailbox.folders()
                .stream()
                .map(folder -> folder.parent().isEmpty()
                        ? new Folder(folder.id(), folder.name(), ROOT)
                        : folder))
                .toList();
    }

    static Element shown(MailboxStore mailbox, Folder folder) {
        boolean isOfContacts = isOfContacts(mailbox, folder.id());
        long children = tree(mailbox).stream()
                .filter(child -> child.parent().equals(folder.id()))
                .count();
        return Element.of(isOfContacts ? "t:ContactsFolder" : "t:Folder",
                Element.of("t:FolderId")
                        .with("Id", ItemIds.ofFolder(folder.id()))
                        .with("ChangeKey", "AQ=="),
                Element.of("t:ParentFolderId").with("Id", ItemIds.ofFolder(folder.parent())),
                Element.text("t:FolderClass", isOfContacts ? "IPF.Contact" : "IPF.Note"),
                Element.text("t:DisplayName", folder.name()),
                Element.text("t:TotalCount",
                        Integer.toString(mailbox.inFolder(folder.id()).size())),
                Element.text("t:ChildFolderCount", Long.toString(children)));
    }

    static Element get(Request request) {
        MailboxStore mailbox = request.mailbox();
        request.operation().required("m:FolderShape");
        return Responses.each(request.name(), request.operation()
                .required("m:FolderIds")
                .children(), id -> {
                    String name = named(mailbox, id);
                    return List.of(Element.of("m:Folders", Stream
                            .concat(tree(mailbox).stream(), HIDDEN.stream())
                            .filter(folder -> folder.id().equals(name))
                            .map(folder -> shown(mailbox, folder))
                            .toList()));
                });
    }

    static Element find(Request request) {
        MailboxStore mailbox = request.mailbox();
        boolean isDeep = request.operation().attribute("Traversal").equals("Deep");
        return Responses.each(request.name(), request.operation()
                .required("m:ParentFolderIds")
                .children(), id -> {
                    String parent = named(mailbox, id);
                    List<Element> found = tree(mailbox).stream()
                            .filter(folder -> isBelow(mailbox, folder, parent, isDeep))
                            .map(folder -> shown(mailbox, folder))
                            .toList();
                    return List.of(Element.of("m:RootFolder", Element.of("t:Folders", found))
                            .with("IndexedPagingOffset", Integer.toString(found.size()))
                            .with("TotalItemsInView", Integer.toString(found.size()))
                            .with("IncludesLastItemInRange", "true"));
                });
    }

    private static boolean isBelow(MailboxStore mailbox, Folder folder, String parent,
            boolean isDeep) {
        return folder.parent().equals(parent) || isDeep && tree(mailbox).stream()
                .filter(between -> between.id().equals(folder.parent()))
                .anyMatch(between -> isBelow(mailbox, between, parent, true));
    }

    private static EwsError notFound() {
        return new EwsError("ErrorFolderNotFound",
                "The specified folder could not be found in the store.");
    }
}
