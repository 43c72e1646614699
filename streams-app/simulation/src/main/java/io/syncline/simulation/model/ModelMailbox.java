package io.syncline.simulation.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mailbox with the habits of the real ones: opaque versions, a clock of its own with whole seconds, a
 * deleted item that still lies in Deleted Items, names that it works out by itself, values that it
 * shows in its own rendition or refuses.
 */
public final class ModelMailbox {

    /** The folders that are followed, in order, and one that is not. */
    public static final List<String> FOLLOWED = List.of("contacts", "clients");
    public static final String ARCHIVE = "archive";
    /** A value that begins so is refused. */
    public static final String REFUSED = "refused";

    private final Duration skew;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, List<Item>> history = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private int versions;
    private int made;

    /** Something happened to an item in a folder, and place; what, one sees by looking. */
    record Event(String folder, String id, int moves) {}

    /**
     * One contact at one version.
     *
     * @param stamp the key that a create of ours set; empty for a person's
     * @param writeId of our last write; empty if there was none
     * @param hiddenLooks how many searches will miss it still
     * @param moves counts the places where it was, Deleted Items among them
     */
    public record Item(String id, String version, Instant createdAt, Instant modifiedAt,
            Map<String, String> fields, String folder, String stamp, String writeId,
            boolean deleted, int hiddenLooks, int moves) {
        public Item {
            fields = Map.copyOf(fields);
        }

        public String shown(String field) {
            return fields.getOrDefault(field, "");
        }

        /** Whether it lies where the source looks. */
        public boolean isFollowed() {
            return !deleted && FOLLOWED.contains(folder);
        }

        Item searched() {
            return new Item(id, version, createdAt, modifiedAt, fields, folder, stamp, writeId,
                    deleted, Math.max(0, hiddenLooks - 1), moves);
        }
    }

    /** @param skew how far its clock is ahead of the journal's */
    public ModelMailbox(Duration skew) {
        this.skew = skew;
    }

    /** @param hiddenLooks how many searches will miss it */
    public Item create(Instant now, Map<String, String> fields, String stamp, String writeId,
            int hiddenLooks) {
        made++;
        Map<String, String> kept = new TreeMap<>(fields);
        kept.putIfAbsent(Fields.FILE_AS, "as " + fields.getOrDefault(Fields.SURNAME, ""));
        return keep(now,
                new Item(id(), "", onItsClock(now), now, kept, FOLLOWED.getFirst(), stamp, writeId,
                        false, hiddenLooks, 0));
    }

    /** Sets fields; an empty text clears. */
    public Item patch(Instant now, Item item, Map<String, String> fields, String writeId) {
        return keep(now,
                new Item(item.id(), "", item.createdAt(), now, Fields.over(item.fields(), fields),
                        item.folder(), item.stamp(), writeId.isEmpty() ? item.writeId() : writeId,
                        false, item.hiddenLooks(), item.moves()));
    }

    /** To Deleted Items, where it is found by its stamp still. */
    public Item delete(Instant now, Item item) {
        events.add(new Event(item.folder(), item.id(), item.moves()));
        return keep(now,
                new Item(item.id(), "", item.createdAt(), now, item.fields(), item.folder(),
                        item.stamp(),
                        item.writeId(), true, item.hiddenLooks(), item.moves() + 1));
    }

    /** Back from Deleted Items, at the version that it had: nobody edited it (history 24). */
    public Item restore(Item item) {
        Item back = new Item(item.id(), item.version(), item.createdAt(), item.modifiedAt(),
                item.fields(),
                item.folder(), item.stamp(), item.writeId(), false, item.hiddenLooks(),
                item.moves() + 1);
        items.put(back.id(), back);
        events.add(new Event(back.folder(), back.id(), back.moves()));
        return back;
    }

    /** To another folder; whether the id stays depends on who tells it. */
    public Item move(Instant now, Item item, String folder) {
        events.add(new Event(item.folder(), item.id(), item.moves()));
        return keep(now,
                new Item(item.id(), "", item.createdAt(), now, item.fields(), folder, item.stamp(),
                        item.writeId(), false, item.hiddenLooks(), item.moves() + 1));
    }

    /**
     * A copy, with everything that stands on the original, our stamp included. A search that lags behind
     * the original lags behind its copy.
     */
    public Item copy(Instant now, Item item) {
        made++;
        return keep(now,
                new Item(id(), "", onItsClock(now), now, item.fields(), item.folder(), item.stamp(),
                        item.writeId(), false, item.hiddenLooks(), 0));
    }

    public Optional<Item> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** Everything, what is deleted included. */
    public List<Item> all() {
        return List.copyOf(items.values());
    }

    public List<Item> alive() {
        return items.values().stream().filter(item -> !item.deleted()).toList();
    }

    /** Tells of an item once more, without reason. */
    public void replay(Item item) {
        events.add(new Event(item.folder(), item.id(),
                item.deleted() ? item.moves() - 1 : item.moves()));
    }

    List<Event> events() {
        return events;
    }

    /** The version before the present one, as a lagging replica of the service still shows it. */
    Item earlier(Item item) {
        List<Item> versionsOf = history.getOrDefault(item.id(), List.of(item));
        return versionsOf.get(Math.max(0, versionsOf.size() - 2));
    }

    /** A search has looked; what it missed it may find the next time. */
    void searched() {
        items.replaceAll((id, item) -> item.searched());
    }

    /** Ids differ only by case now and then, as the real ones do. */
    private String id() {
        return made % 2 == 0 ? "x" + made / 2 : "X" + (made + 1) / 2;
    }

    private Instant onItsClock(Instant now) {
        return now.plus(skew).truncatedTo(ChronoUnit.SECONDS);
    }

    private Item keep(Instant now, Item item) {
        versions++;
        Map<String, String> shown = new TreeMap<>(item.fields());
        shown.computeIfPresent(Fields.OFFICE, (field, text) -> text.toUpperCase(Locale.ROOT));
        Item kept = new Item(item.id(), "v" + versions, item.createdAt(),
                onItsClock(now), shown, item.folder(),
                item.stamp(), item.writeId(), item.deleted(), item.hiddenLooks(), item.moves());
        items.put(kept.id(), kept);
        history.computeIfAbsent(kept.id(), key -> new ArrayList<>()).add(kept);
        events.add(new Event(kept.folder(), kept.id(), kept.moves()));
        return kept;
    }
}
