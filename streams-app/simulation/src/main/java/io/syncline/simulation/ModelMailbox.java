package io.syncline.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mailbox with the habits of the real ones: opaque versions, a clock of its own with whole seconds, a
 * deleted item that still answers to its id, names that it works out by itself.
 */
final class ModelMailbox {

    /** A field that the mailbox sets by itself in what it is given. */
    static final String RENDERED = "fileAs";

    private final Duration skew;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, List<Item>> history = new LinkedHashMap<>();
    private final List<String> changed = new ArrayList<>();
    private int versions;

    /**
     * One contact at one version.
     *
     * @param stamp the item id that a create of ours set; empty for a person's
     * @param writeId of our last write; empty if there was none
     */
    record Item(String id, String version, Instant modifiedAt, Map<String, String> fields,
            String stamp, String writeId, boolean deleted) {
        Item {
            fields = Map.copyOf(fields);
        }

        String email() {
            return fields.getOrDefault("emailAddresses", "");
        }
    }

    /** @param skew how far its clock is ahead of the journal's */
    ModelMailbox(Duration skew) {
        this.skew = skew;
    }

    Item create(Instant now, Map<String, String> fields, String stamp, String writeId) {
        Map<String, String> kept = new TreeMap<>(fields);
        kept.putIfAbsent(RENDERED, "as " + fields.getOrDefault("emailAddresses", ""));
        return keep(now, "x" + (items.size() + 1), kept, stamp, writeId, false);
    }

    /** Sets fields; an empty text clears. */
    Item patch(Instant now, Item item, Map<String, String> fields, String writeId) {
        Map<String, String> kept = new TreeMap<>(item.fields());
        kept.putAll(fields);
        kept.values().removeIf(String::isEmpty);
        return keep(now, item.id(), kept, item.stamp(),
                writeId.isEmpty() ? item.writeId() : writeId, false);
    }

    /** To Deleted Items, where it is found by its stamp still. */
    Item delete(Instant now, Item item) {
        return keep(now, item.id(), item.fields(), item.stamp(), item.writeId(), true);
    }

    Optional<Item> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** Everything, what is deleted included. */
    List<Item> all() {
        return List.copyOf(items.values());
    }

    List<Item> alive() {
        return items.values().stream().filter(item -> !item.deleted()).toList();
    }

    /** The ids that changed, in order, repeats included. */
    List<String> changed() {
        return changed;
    }

    /** Tells of an item once more, without reason. */
    void replay(String id) {
        changed.add(id);
    }

    /** An earlier version that a lagging replica of the service may still show. */
    Item earlier(String id, int versionsBack) {
        List<Item> versionsOf = history.getOrDefault(id, List.of());
        return versionsOf.get(Math.max(0, versionsOf.size() - 1 - versionsBack));
    }

    private Item keep(Instant now, String id, Map<String, String> fields, String stamp,
            String writeId, boolean deleted) {
        versions++;
        Item item = new Item(id, "v" + versions, now.plus(skew).truncatedTo(ChronoUnit.SECONDS),
                fields, stamp, writeId, deleted);
        items.put(id, item);
        history.computeIfAbsent(id, key -> new ArrayList<>()).add(item);
        changed.add(id);
        return item;
    }
}
