package io.syncline.ews;

import io.syncline.ews.soap.Answers;

/** Answers about a mailbox whose top folder holds Contacts and Deleted Items. */
final class MailboxAnswers {

    /** The operation that looks at items. */
    static final String GET = "GetItem";
    /** The operation that asks for what changed. */
    static final String SYNC = "SyncFolderItems";
    /** What a look at an item answers that is not there. */
    static final String MISSING = Answers.refused(GET, "ErrorItemNotFound", "<m:Items/>");

    private MailboxAnswers() {}

    /** The folders that every mailbox has. */
    static byte[] wellKnownFolders() {
        return Answers.messages("GetFolder", shown("contacts-id", "top-id"),
                shown("deleted-id", "top-id"), shown("top-id", "root-id"));
    }

    static byte[] synced(String isLast, String changes) {
        return Answers.messages(SYNC, Answers.done(SYNC, "<m:SyncState>H4sInext</m:SyncState>"
                + "<m:IncludesLastItemInRange>" + isLast + "</m:IncludesLastItemInRange>"
                + "<m:Changes>" + changes + "</m:Changes>"));
    }

    static String kept(String id) {
        return "<t:Create><t:Contact><t:ItemId Id=\"" + id + "\"/></t:Contact></t:Create>";
    }

    static String contact(String id, String version, String folder, String... more) {
        return Answers.done(GET, "<m:Items><t:Contact><t:ItemId Id=\"" + id + "\" ChangeKey=\""
                + version + "\"/><t:ParentFolderId Id=\"" + folder + "\"/>"
                + String.join("", more) + "</t:Contact></m:Items>");
    }

    static byte[] folder(String id, String parent) {
        return Answers.messages("GetFolder", shown(id, parent));
    }

    static String shown(String id, String parent) {
        return Answers.done("GetFolder",
                "<m:Folders><t:ContactsFolder><t:FolderId Id=\"" + id + "\"/>"
                        + "<t:ParentFolderId Id=\"" + parent + "\"/></t:ContactsFolder>"
                        + "</m:Folders>");
    }

    static byte[] folders(String folders) {
        return Answers.messages("FindFolder", Answers.done("FindFolder",
                "<m:RootFolder IncludesLastItemInRange=\"true\"><t:Folders>" + folders
                        + "</t:Folders></m:RootFolder>"));
    }

    static byte[] listed(String items) {
        return Answers.messages("FindItem", Answers.done("FindItem",
                "<m:RootFolder IncludesLastItemInRange=\"true\"><t:Items>" + items
                        + "</t:Items></m:RootFolder>"));
    }
}
