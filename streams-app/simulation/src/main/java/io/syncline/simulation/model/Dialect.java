package io.syncline.simulation.model;

import io.syncline.schemas.contact.Reading;

/** A way to reach a mailbox: the same items, under ids of its own. */
public enum Dialect {
    /** The way that is given up. */
    EWS("ews", "e-"),
    /** The way to which mailboxes migrate. */
    GRAPH("graph", "");

    private final String provider;
    private final String prefix;

    Dialect(String provider, String prefix) {
        this.provider = provider;
        this.prefix = prefix;
    }

    /** As links and facts name it. */
    public String provider() {
        return provider;
    }

    /** The id of an item as this provider tells it. */
    public String external(ModelMailbox.Item item) {
        return prefix + item.id();
    }

    /** The id that an item has here which had that one there. */
    public String translated(Dialect other, String externalId) {
        return prefix + externalId.substring(other.prefix.length());
    }

    /** The item's own id; one that no item has, where the provider cannot read it. */
    String internal(String externalId) {
        boolean readable = externalId.startsWith(prefix)
                && externalId.startsWith(EWS.prefix) == (this == EWS);
        return readable ? externalId.substring(prefix.length()) : "";
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
