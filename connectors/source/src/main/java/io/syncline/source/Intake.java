package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Tracking;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.FolderCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in one page of a folder: tells what it shows, and says where the folder stands after it.
 *
 * <pre>
 * the folder                       what is told
 * is followed                      every item of the page; ids that left, after a look
 * is listed for the first time     the same
 * is listed again                  items that are new or at another version; ids that left, and
 *                                  after the last page those that are missing, after a look
 * </pre>
 */
final class Intake {

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final Observations facts;
    private final Looking looking;
    private final Moves moves;
    private final Known known;

    /** Where the folder stands after the page, and what a listing of it has found and shown. */
    record Taken(FolderCursor folder, Step.Listing listing, ListedPage page) {}

    /** @param known what is known of the folder; changed by what is taken in */
    Intake(MailboxProvider provider, MailboxRef mailbox, Observations facts, Moves moves,
            Known known) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.facts = facts;
        this.moves = moves;
        this.known = known;
        this.looking = new Looking(provider, mailbox, facts, moves);
    }

    /**
     * @param looksAtNewcomers whether what is new may have been made by us
     * @param now when the page was read
     */
    Answer<Taken> take(FolderCursor folder, Changes.Page page, boolean looksAtNewcomers,
            Instant now) {
        boolean compares = folder.getListing() && Folders.wasListed(folder);
        Map<String, Reading> items = new LinkedHashMap<>();
        page.items().forEach(item -> items.put(item.getExternalId(), item));
        Set<String> seen = new LinkedHashSet<>(folder.getSeenIds());
        seen.addAll(items.keySet());
        List<Reading> news = items.values()
                .stream()
                .filter(item -> !compares || !known.isUnchanged(item))
                .toList();
        int countBefore = facts.count();
        ListedPage shown = ListedPage.of(folder, items.values(), page.complete(), known, now);
        return marked(folder.getFolderId(), news).then(marked -> {
            List<String> left = left(folder, page, seen);
            Optional<Failure> failure = tell(marked, looksAtNewcomers)
                    .or(() -> lookAt(left, folder.getFolderId()));
            if (failure.isPresent()) {
                return Answer.failed(failure.get());
            }
            boolean ended = folder.getListing() && page.complete();
            return Answer.of(new Taken(after(folder, page, seen, now),
                    new Step.Listing(ended, compares ? facts.count() - countBefore : 0), shown));
        });
    }

    /** The items with their sensitivity, which must be known before anything of them leaves. */
    private Answer<List<Reading>> marked(String folderId, List<Reading> items) {
        if (mailbox.tracking().privateContacts() || items.stream().allMatch(Intake::isMarked)) {
            return Answer.of(items);
        }
        return provider.privateIds(mailbox, folderId)
                .then(ids -> Answer.of(items.stream().map(item -> marked(item, ids)).toList()));
    }

    private static boolean isMarked(Reading item) {
        return item.getFields().contains(Tracking.SENSITIVITY);
    }

    private static Reading marked(Reading item, Set<String> privateIds) {
        if (isMarked(item)) {
            return item;
        }
        List<String> fields = new ArrayList<>(item.getFields());
        fields.add(Tracking.SENSITIVITY);
        boolean isPrivate = privateIds.contains(item.getExternalId());
        return Reading.newBuilder(item)
                .setFields(fields)
                .setContact(Contact.newBuilder(item.getContact())
                        .setSensitivity(isPrivate ? Tracking.PRIVATE : null)
                        .build())
                .build();
    }

    private Optional<Failure> tell(List<Reading> items, boolean looksAtNewcomers) {
        for (Reading item : items) {
            Optional<Failure> unfollowed = moves.follow(item);
            if (unfollowed.isPresent()) {
                return unfollowed;
            }
            if (looksAtNewcomers && !known.isUsedTo(item.getExternalId())) {
                Optional<Failure> failure = looking.atNewcomer(item, known);
                if (failure.isPresent()) {
                    return failure;
                }
            } else {
                facts.item(item);
                known.keep(item);
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> lookAt(List<String> left, String folderId) {
        for (String id : left) {
            Optional<Failure> failure = looking.atDeparted(id, folderId, known);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /** What is missing is known only after the last page of a listing. */
    private List<String> left(FolderCursor folder, Changes.Page page, Set<String> seen) {
        Set<String> left = new LinkedHashSet<>(page.removedIds());
        if (folder.getListing() && page.complete()) {
            known.ids(mark -> !mark.isElsewhere())
                    .stream()
                    .filter(id -> !seen.contains(id))
                    .forEach(left::add);
        }
        return List.copyOf(left);
    }

    private FolderCursor after(FolderCursor folder, Changes.Page page, Set<String> seen,
            Instant now) {
        boolean ended = folder.getListing() && page.complete();
        boolean goesOn = folder.getListing() && !page.complete();
        return FolderCursor.newBuilder(folder)
                .setPosition(page.position())
                .setKnownIds(known.ids())
                .setKnownVersions(known.texts())
                .setSeenIds(goesOn ? List.copyOf(seen) : List.of())
                .setListedAt(ended ? now : folder.getListedAt())
                .setListing(goesOn)
                .build();
    }
}
