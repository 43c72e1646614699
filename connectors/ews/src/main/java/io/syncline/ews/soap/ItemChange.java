package io.syncline.ews.soap;

import java.util.Optional;

/** One change in a folder, or one event. */
public sealed interface ItemChange {

    /**
     * An item is new there or was edited; after a lost state, neither need be so.
     *
     * @param type the element that shows it, such as {@code Contact} or {@code DistributionList}
     */
    record Kept(ItemId item, String type) implements ItemChange {}

    /** An item left the folder: deleted, or moved under another id. */
    record Left(ItemId item) implements ItemChange {}

    /** An item was marked read or unread. */
    record ReadFlag(ItemId item) implements ItemChange {}

    /**
     * A kind of change that we do not know.
     *
     * @param kind as the service names it
     * @param item the item that it names; empty where it names none
     */
    record Unknown(String kind, Optional<ItemId> item) implements ItemChange {}

    static ItemChange read(Element change) {
        Optional<ItemId> own = ItemId.in(change);
        Optional<ItemId> shown = change.children()
                .stream()
                .flatMap(item -> ItemId.in(item).stream())
                .findFirst();
        return switch (change.name()) {
            case "Create", "Update" -> shown.<ItemChange>map(
                    id -> new Kept(id, change.children().getFirst().name()))
                    .orElseGet(() -> new Unknown(change.name(), own));
            case "Delete" -> own.<ItemChange>map(Left::new)
                    .orElseGet(() -> new Unknown(change.name(), own));
            case "ReadFlagChange" -> own.<ItemChange>map(ReadFlag::new)
                    .orElseGet(() -> new Unknown(change.name(), own));
            default -> new Unknown(change.name(), own.or(() -> shown));
        };
    }
}
