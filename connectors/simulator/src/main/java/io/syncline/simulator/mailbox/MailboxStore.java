package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One mailbox: folders, contacts, and the changes that delta rounds tell. Thread-safe. */
public final class MailboxStore {

    public static final String CONTACTS = "folder-contacts";
    public static final String DELETED_ITEMS = "folder-deleteditems";
    /** Where a soft delete puts a contact; only EWS can ask for it. */
    public static final String RECOVERABLE_ITEMS = "folder-recoverableitems";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final SimulatedClock clock;
    private final Set<Mutation> mutations;
    private final ChangeFile file;
    private final Map<String, Folder> folders = new LinkedHashMap<>();
    private final Map<String, StoredContact> contacts = new LinkedHashMap<>();
    private final List<Removal> removals = new ArrayList<>();
    private long lastChange;

    /** A folder of contacts; the parent of a folder at the top is {@link #CONTACTS}. */
    public record Folder(String id, String name, String parent) {}

    /** What a delta round tells, in order of change. */
    public record Told(long change, String id, Optional<StoredContact> contact) {}

    MailboxStore(String address, Path folder, SimulatedClock clock, Set<Mutation> mutations) {
        this.address = address;
        this.clock = clock;
        this.mutations = mutations;
        folders.put(CONTACTS, new Folder(CONTACTS, "Contacts", ""));
        this.file = ChangeFile.open(folder.resolve(address + ".jsonl"), this::restore);
    }

    public String address() {
        return address;
    }

    /** The number of the last change. */
    public synchronized long lastChange() {
        return lastChange;
    }

    public synchronized List<Folder> folders() {
        return List.copyOf(folders.values());
    }

    /** A contact folder by its id or well-known name. */
    public synchronized Folder folder(String id) {
        return Optional.ofNullable(folders.get(id.equals("contacts") ? CONTACTS : id))
                .orElseThrow(GraphError::itemNotFound);
    }

    public synchronized Folder addFolder(String name, String parent) {
        Folder folder = new Folder("folder-" + (folders.size() + 1) + "-" + lastChange, name,
                parent);
        folders.put(folder.id(), folder);
        file.append(JSON.createObjectNode()
                .put("kind", "folder")
                .put("id", folder.id())
                .put("name", name)
                .put("parent", parent));
        return folder;
    }

    /** Everything in the mailbox, Deleted Items included. */
    public synchronized List<StoredContact> everything() {
        return List.copyOf(contacts.values());
    }

    public synchronized List<StoredContact> inFolder(String folder) {
        return contacts.values()
                .stream()
                .filter(contact -> contact.folder().equals(folder))
                .toList();
    }

    /** What a search of a folder goes through: its index may lag behind (facts/graph.md 3.13). */
    public synchronized List<StoredContact> searched(String folder) {
        Instant upTo = clock.searchedUpTo();
        return inFolder(folder).stream()
                .filter(contact -> !Instant
                        .parse(contact.contact().path("createdDateTime").asText())
                        .isAfter(upTo))
                .toList();
    }

    /** Finds a contact by its immutable id, or by the regular id it has where it is now. */
    public synchronized StoredContact contact(String id) {
        StoredContact contact = contacts.get(id.startsWith("REG.")
                ? id.substring(id.lastIndexOf('.') + 1)
                : id);
        if (contact == null || id.startsWith("REG.") && !contact.regularId().equals(id)) {
            throw GraphError.itemNotFound();
        }
        return contact;
    }

    public synchronized StoredContact create(String folder, ObjectNode body,
            Map<String, String> extended, boolean typedInOutlook) {
        ObjectNode contact = ContactRules.empty(typedInOutlook);
        ContactRules.apply(contact, body, mutations);
        contact.put("createdDateTime", clock.nowToTheSecond().toString());
        String id = "AAMk" + Long.toString(lastChange + 1, 36) + "-"
                + Integer.toHexString(address.hashCode());
        return arrive(id, folder, contact, extended, true);
    }

    public synchronized StoredContact patch(String id, ObjectNode body,
            Map<String, String> extended) {
        return patch(id, body, extended, Set.of());
    }

    /** @param removed the extended properties that go */
    public synchronized StoredContact patch(String id, ObjectNode body,
            Map<String, String> extended, Set<String> removed) {
        StoredContact before = contact(id);
        ObjectNode contact = mutations.contains(Mutation.PATCHES_EVERYTHING)
                ? ContactRules.empty(false)
                : before.contact();
        ContactRules.apply(contact, body, mutations);
        Map<String, String> properties = new HashMap<>(before.extended());
        removed.forEach(gone -> properties.keySet().removeIf(gone::equalsIgnoreCase));
        properties.putAll(extended);
        return keep(new StoredContact(before.id(), before.folder(), contact, properties,
                lastChange + 1, before.arrived(), !mutations.contains(Mutation.HIDES_EDITS)));
    }

    /** Marks a contact private, or takes the mark away. */
    public synchronized StoredContact markPrivate(String id, boolean isPrivate) {
        return patch(id, JSON.createObjectNode(),
                Map.of(StoredContact.PRIVATE, Boolean.toString(isPrivate)));
    }

    /** What an ordinary delete does: the contact goes to Deleted Items. */
    public synchronized void delete(String id) {
        StoredContact before = contact(id);
        if (before.folder().equals(DELETED_ITEMS)) {
            throw GraphError.itemNotFound();
        }
        if (!mutations.contains(Mutation.IGNORES_DELETES)) {
            move(before.id(), DELETED_ITEMS);
        }
    }

    /**
     * Moves a contact. One that comes back to a folder it left is not told again by that folder's
     * delta: the service's known gap (facts/graph.md 1.15).
     */
    public synchronized StoredContact move(String id, String folder) {
        StoredContact before = contact(id);
        remove(before);
        boolean returns = removals.stream()
                .anyMatch(removal -> removal.id().equals(before.id())
                        && removal.folder().equals(folder));
        return arrive(before.id(), folder, before.contact(), before.extended(), !returns);
    }

    /** Copies a contact with everything on it, our stamp included. */
    public synchronized StoredContact copy(String id, String folder) {
        StoredContact original = contact(id);
        String copy = original.id() + "c" + Long.toString(lastChange + 1, 36);
        return arrive(copy, folder, original.contact(),
                mutations.contains(Mutation.COPIES_WITHOUT_STAMP)
                        ? Map.of()
                        : original.extended(),
                true);
    }

    /** Takes a contact out of the mailbox for good. */
    public synchronized void purge(String id) {
        StoredContact before = contact(id);
        if (!before.folder().equals(DELETED_ITEMS)) {
            remove(before);
        }
        contacts.remove(before.id());
        file.append(JSON.createObjectNode().put("kind", "purge").put("id", before.id()));
    }

    /**
     * What changed in a folder after one change and up to another. A first round may tell of removals
     * too (facts/graph.md 1.10): it tells the newest.
     */
    public synchronized List<Told> told(String folder, long after, long upTo, boolean isFirst) {
        List<Told> told = new ArrayList<>();
        contacts.values()
                .stream()
                .filter(contact -> contact.folder().equals(folder))
                .filter(contact -> isFirst || contact.isTold())
                .filter(contact -> contact.changed() > after && contact.changed() <= upTo)
                .forEach(contact -> told.add(
                        new Told(contact.changed(), contact.id(), Optional.of(contact))));
        removals.stream()
                .filter(removal -> removal.folder().equals(folder))
                .filter(removal -> removal.change() > after && removal.change() <= upTo)
                .filter(removal -> !mutations.contains(Mutation.HIDES_REMOVALS))
                .filter(removal -> !isFirst || isLastRemoval(removal))
                .forEach(removal -> told.add(
                        new Told(removal.change(), removal.id(), Optional.empty())));
        told.sort(Comparator.comparingLong(Told::change));
        return told;
    }

    private boolean isLastRemoval(Removal removal) {
        return removals.getLast().equals(removal);
    }

    /** What came to a folder, changed in it, or left it after a change; in order of change. */
    public synchronized FolderChanges changes(String folder, long after) {
        return new FolderChanges(
                inFolder(folder).stream()
                        .filter(contact -> contact.changed() > after)
                        .sorted(Comparator.comparingLong(StoredContact::changed))
                        .toList(),
                removals.stream()
                        .filter(removal -> removal.folder().equals(folder))
                        .filter(removal -> removal.change() > after)
                        .filter(removal -> !mutations.contains(Mutation.HIDES_REMOVALS))
                        .toList(),
                lastChange);
    }

    /** Waits until something happens after a change, or for so long. */
    public synchronized void awaitChange(long after, Duration patience)
            throws InterruptedException {
        long ends = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (lastChange <= after && left > 0) {
            wait(left);
            left = Duration.ofNanos(ends - System.nanoTime()).toMillis();
        }
    }

    private StoredContact arrive(String id, String folder, ObjectNode contact,
            Map<String, String> extended, boolean isTold) {
        long change = lastChange + 1;
        return keep(new StoredContact(id, folder, contact, extended, change, change, isTold));
    }

    private StoredContact keep(StoredContact made) {
        lastChange = made.changed();
        boolean keepsKey = mutations.contains(Mutation.KEEPS_CHANGE_KEY);
        ObjectNode contact = made.contact()
                .put("changeKey", "CK" + Long.toString(keepsKey ? 0 : lastChange * 7919, 36))
                .put("lastModifiedDateTime", clock.nowToTheSecond().toString());
        StoredContact kept = new StoredContact(made.id(), made.folder(), contact,
                made.extended(), made.changed(), made.arrived(), made.isTold());
        contacts.put(kept.id(), kept);
        file.append(kept.line());
        notifyAll();
        return kept;
    }

    private void remove(StoredContact contact) {
        lastChange++;
        removals.add(new Removal(lastChange, contact.folder(), contact.id(), contact.arrived()));
        file.append(removals.getLast().line());
        notifyAll();
    }

    private void restore(JsonNode line) {
        String id = line.path("id").asText();
        lastChange = Math.max(lastChange, line.path("change").asLong());
        switch (line.path("kind").asText()) {
            case "folder" -> folders.put(id, new Folder(id, line.path("name").asText(),
                    line.path("parent").asText()));
            case "purge" -> contacts.remove(id);
            case "removal" -> removals.add(Removal.ofLine(line));
            case "contact" -> contacts.put(id, StoredContact.ofLine(line));
            default -> throw new IllegalStateException("Unknown line kind in " + address);
        }
    }
}
