package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.FolderChanges;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.MailboxStore.Folder;
import io.syncline.simulator.mailbox.Mutation;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SyncFolderItems and SyncFolderHierarchy (facts/ews.md 2.1, 2.2). */
final class Sync {

    private static final int CHANGES_MAX = 512;

    private final ItemIds ids;
    private final Mutants mutants;

    Sync(ItemIds ids, Mutants mutants) {
        this.ids = ids;
        this.mutants = mutants;
    }

    /** One change that a page tells, with its number. */
    private record Told(long change, String itemId, Element element) {}

    /** A page of changes, and where the sync stands behind it. */
    private record Page(List<Told> told, SyncState next, boolean isLast) {}

    Element items(Request request) {
        Element operation = request.operation();
        ItemShape shape = ItemShape.ofMany(operation.required("m:ItemShape"));
        int max = max(operation);
        return Responses.one(request.name(), () -> {
            MailboxStore mailbox = request.mailbox();
            String folder = folder(mailbox, operation.required("m:SyncFolderId").only());
            SyncState state = state(request, mailbox.address() + "/" + folder);
            Page page = state.isListing()
                    ? listing(mailbox, folder, state, shape, max)
                    : changes(mailbox, folder, state, shape, max);
            return shown(page, ignored(operation), odd(request, folder));
        });
    }

    Element hierarchy(Request request) {
        Element operation = request.operation();
        operation.required("m:FolderShape");
        return Responses.one(request.name(), () -> {
            MailboxStore mailbox = request.mailbox();
            String of = mailbox.address() + "/hierarchy";
            SyncState state = state(request, of);
            List<Folder> tree = Folders.tree(mailbox);
            List<Element> changes = tree.stream()
                    .skip(state.isListing() ? 0 : state.after())
                    .map(folder -> Element.of("t:Create", Folders.shown(mailbox, folder)))
                    .toList();
            return List.of(Element.text("m:SyncState", SyncState.at(of, tree.size()).packed()),
                    Element.text("m:IncludesLastFolderInRange", "true"),
                    Element.of("m:Changes", changes));
        });
    }

    private SyncState state(Request request, String of) {
        if (request.oddities().contains(Oddity.STATE_LOST)) {
            throw SyncState.invalid();
        }
        String packed = request.operation().textOf("m:SyncState");
        SyncState beginning = SyncState.beginning(of, request.mailbox().lastChange());
        if (packed.isEmpty()) {
            return beginning;
        }
        try {
            return SyncState.unpacked(packed, of);
        } catch (EwsError e) {
            if (mutants.has(Mutation.TAKES_ANY_TOKEN)) {
                return beginning;
            }
            throw e;
        }
    }

    private Page listing(MailboxStore mailbox, String folder, SyncState state, ItemShape shape,
            int max) {
        List<StoredContact> rest = mailbox.inFolder(folder)
                .stream()
                .filter(contact -> contact.changed() <= state.after()
                        && contact.changed() < state.before())
                .sorted(Comparator.comparingLong(StoredContact::changed).reversed())
                .toList();
        List<StoredContact> page = rest.subList(0, Math.min(max, rest.size()));
        boolean isLast = page.size() == rest.size();
        return new Page(page.stream().map(contact -> told(contact, "Create", shape)).toList(),
                isLast ? end(state.of(), state.after()) : state.listedTo(page.getLast().changed()),
                isLast);
    }

    private Page changes(MailboxStore mailbox, String folder, SyncState state, ItemShape shape,
            int max) {
        FolderChanges all = mailbox.changes(folder, state.after());
        Stream<Told> kept = all.kept()
                .stream()
                .filter(contact -> contact.changed() == contact.arrived()
                        || !mutants.has(Mutation.HIDES_EDITS))
                .map(contact -> told(contact,
                        contact.arrived() > state.after() ? "Create" : "Update", shape));
        // What came and went in between was never told.
        Stream<Told> left = all.left()
                .stream()
                .filter(removal -> removal.arrived() <= state.after())
                .map(removal -> new Told(removal.change(), ids.of(removal),
                        Element.of("t:Delete", Element.of("t:ItemId")
                                .with("Id", ids.of(removal))
                                .with("ChangeKey", "CK0"))));
        List<Told> rest = Stream.concat(kept, left)
                .sorted(Comparator.comparingLong(Told::change))
                .toList();
        List<Told> page = rest.subList(0, Math.min(max, rest.size()));
        boolean isLast = page.size() == rest.size();
        return new Page(page,
                isLast
                        ? end(state.of(), all.upTo())
                        : SyncState.at(state.of(), page.getLast().change()),
                isLast);
    }

    private SyncState end(String of, long upTo) {
        return SyncState.at(of, mutants.has(Mutation.REPEATS_EVERYTHING) ? 0 : upTo);
    }

    private Told told(StoredContact contact, String kind, ItemShape shape) {
        return new Told(contact.changed(), ids.of(contact),
                Element.of("t:" + kind, shape.shown(contact, ids, mutants)));
    }

    private List<Element> shown(Page page, Set<String> ignored, List<Element> odd) {
        List<Element> changes = new ArrayList<>(page.told()
                .stream()
                .filter(told -> !ignored.contains(told.itemId()))
                .map(Told::element)
                .toList());
        changes.addAll(odd);
        boolean isLast = page.isLast() || mutants.has(EwsMutation.ENDS_SYNCS_EARLY);
        return List.of(
                Element.text("m:SyncState",
                        mutants.has(EwsMutation.EMPTIES_SYNC_STATES) ? "" : page.next().packed()),
                Element.text("m:IncludesLastItemInRange", Boolean.toString(isLast)),
                Element.of("m:Changes", changes));
    }

    private List<Element> odd(Request request, String folder) {
        List<Element> odd = new ArrayList<>();
        Element ghost = ids.ghost();
        if (request.oddities().contains(Oddity.GHOST)) {
            odd.add(Element.of("t:Create", Element.of("t:Contact", ghost)));
        }
        if (request.oddities().contains(Oddity.UNKNOWN_CHANGE)) {
            odd.add(Element.of("t:Archived", ghost));
        }
        if (request.oddities().contains(Oddity.READ_FLAG)) {
            request.mailbox()
                    .inFolder(folder)
                    .stream()
                    .limit(1)
                    .forEach(contact -> odd.add(Element.of("t:ReadFlagChange",
                            ItemShape.id(contact, ids), Element.text("t:IsRead", "true"))));
        }
        return odd;
    }

    private static String folder(MailboxStore mailbox, Element id) {
        try {
            return Folders.named(mailbox, id);
        } catch (EwsError e) {
            throw new EwsError("ErrorSyncFolderNotFound",
                    "The synchronization folder could not be found.");
        }
    }

    private static Set<String> ignored(Element operation) {
        return operation.childrenOf("m:Ignore")
                .stream()
                .map(id -> id.attribute("Id"))
                .collect(Collectors.toSet());
    }

    private static int max(Element operation) {
        String text = operation.required("m:MaxChangesReturned").text();
        int max = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (max < 1 || max > CHANGES_MAX) {
            throw EwsError.schema("MaxChangesReturned must be from 1 to " + CHANGES_MAX + ".");
        }
        return max;
    }
}
