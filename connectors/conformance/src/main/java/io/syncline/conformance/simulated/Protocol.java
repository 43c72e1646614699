package io.syncline.conformance.simulated;

/** A protocol that the simulated tenant speaks: its ids of what it holds, and its faults. */
public enum Protocol {
    /** Ids that stay when an item moves. */
    GRAPH("id", "id", "/admin/faults"),
    /** Ids that change with every move. */
    EWS("itemId", "folderId", "/admin/ews/faults");

    private final String itemId;
    private final String folderId;
    private final String faults;

    Protocol(String itemId, String folderId, String faults) {
        this.itemId = itemId;
        this.folderId = folderId;
        this.faults = faults;
    }

    /** The key under which the admin door shows this protocol's id of an item. */
    String itemId() {
        return itemId;
    }

    /** The same for a folder. */
    String folderId() {
        return folderId;
    }

    /** Where faults of this protocol are armed. */
    String faults() {
        return faults;
    }
}
