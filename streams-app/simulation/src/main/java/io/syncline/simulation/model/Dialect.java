package io.syncline.simulation.model;

import io.syncline.schemas.contact.Reading;

/** A way to reach a mailbox: the same items, under ids of its own. */
public enum Dialect {
    /** The way that is given up. */
    EWS("ews", "e-", false),
    /** The way to which mailboxes migrate. */
    GRAPH("graph", "", true);

    /** Stands before the number of places where an item was. */
    private static final String PLACE = "~";

    private final String provider;
    private final String prefix;
    private final boolean keepsIds;

    Dialect(String provider, String prefix, boolean keepsIds) {
        this.provider = provider;
        this.prefix = prefix;
        this.keepsIds = keepsIds;
    }

    /** Whether an item that moves keeps its id. */
    boolean keepsIds() {
        return keepsIds;
    }

    /** As links and facts name it. */
    public String provider() {
        return provider;
    }

    /** The id of an item as this provider tells it. */
    public String external(ModelMailbox.Item item) {
        return external(item.id(), item.moves());
    }

    /** The id under which a deleted item was last told. */
    public String known(ModelMailbox.Item item) {
        return external(item.id(), item.deleted() ? item.moves() - 1 : item.moves());
    }

    /** The id of an item that was in so many places before. */
    String external(String id, int moves) {
        return prefix + id + (keepsIds || moves == 0 ? "" : PLACE + moves);
    }

    /** The id that an item has here which had that one there. */
    public String translated(Dialect other, String externalId) {
        return prefix + other.internal(externalId);
    }

    /** The item's own id; one that no item has, where the provider cannot read it. */
    String internal(String externalId) {
        boolean readable = externalId.startsWith(prefix)
                && externalId.startsWith(EWS.prefix) == (this == EWS);
        return readable ? externalId.substring(prefix.length()).split(PLACE, -1)[0] : "";
    }

    /** @param whole whether the request asked for our properties and for the sensitivity */
    Reading reading(ModelMailbox.Item item, boolean whole) {
        return Reading.newBuilder()
                .setExternalId(external(item))
                .setFolderId(item.folder())
                .setVersion(item.version())
                .setCreatedAt(item.createdAt())
                .setModifiedAt(item.modifiedAt())
                .setStamp(whole && !item.stamp().isEmpty() ? item.stamp() : null)
                .setWriteId(whole && !item.writeId().isEmpty() ? item.writeId() : null)
                .setFields(whole
                        ? Fields.ALL
                        : Fields.ALL.stream()
                                .filter(field -> !field.equals(Fields.SENSITIVITY))
                                .toList())
                .setContact(Fields.contact(item.fields()))
                .build();
    }
}
