package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Sighting;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one step with one mailbox: from a cursor to facts and the next cursor. Holds no state and
 * does no Kafka.
 *
 * <pre>
 * the mailbox                      a step
 * was never read                   says what it can hold, and finds the folders
 * has a folder in mid-round        reads its next page
 * has all folders read             the round is over; the next begins with the folder list
 * </pre>
 *
 * An id that left a folder is looked at before anything is said of it (rule R18). After a lost
 * position the folder is listed from the start, and what is missing is concluded only after its last
 * page. An id that is new after the first listing is looked at for our stamp, which pages never show.
 */
final class MailboxReader {

    private final MailboxProvider provider;
    private final int pageSize;

    MailboxReader(MailboxProvider provider, int pageSize) {
        this.provider = provider;
        this.pageSize = pageSize;
    }

    /** Nothing is known of the mailbox yet. */
    Cursor beginning(MailboxRef mailbox) {
        return Cursor.newBuilder()
                .setTenant(mailbox.tenant())
                .setMailbox(mailbox.mailbox())
                .setProvider(provider.name())
                .build();
    }

    /**
     * @param next which folder is to be read; the number of folders ends the round
     */
    Step step(MailboxRef mailbox, Cursor cursor, int next) {
        Observations facts = new Observations(mailbox, provider.name(), cursor.getSequence());
        Answer<Step> step = next == 0
                ? withFolders(mailbox, cursor, facts)
                        .then(found -> readFolder(mailbox, found, next, facts))
                : readFolder(mailbox, cursor, next, facts);
        return switch (step) {
            case Answer.Of<Step>(Step done) -> done;
            case Answer.Failed<Step>(Failure failure) -> failed(mailbox, cursor, next, failure);
        };
    }

    private Answer<Cursor> withFolders(MailboxRef mailbox, Cursor cursor, Observations facts) {
        if (cursor.getFolders().isEmpty()) {
            facts.capabilities(provider.entriesMax());
        }
        return provider.folders(mailbox).then(ids -> {
            Optional<Failure> failure = lookIntoVanished(mailbox, cursor, ids, facts);
            if (failure.isPresent()) {
                return Answer.failed(failure.get());
            }
            Map<String, FolderCursor> known = new LinkedHashMap<>();
            ids.forEach(id -> known.put(id, FolderCursor.newBuilder().setFolderId(id).build()));
            cursor.getFolders().forEach(folder -> known.replace(folder.getFolderId(), folder));
            return Answer.of(Cursor.newBuilder(cursor)
                    .setFolders(List.copyOf(known.values()))
                    .build());
        });
    }

    /** A folder that is gone may have taken its items along, or they moved before. */
    private Optional<Failure> lookIntoVanished(MailboxRef mailbox, Cursor cursor,
            List<String> folders, Observations facts) {
        for (FolderCursor folder : cursor.getFolders()) {
            if (!folders.contains(folder.getFolderId())) {
                Set<String> known = new LinkedHashSet<>(folder.getKnownIds());
                for (String id : folder.getKnownIds()) {
                    Optional<Failure> failure = lookAt(mailbox, id, known, facts);
                    if (failure.isPresent()) {
                        return failure;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Answer<Step> readFolder(MailboxRef mailbox, Cursor cursor, int next,
            Observations facts) {
        if (next >= cursor.getFolders().size()) {
            return Answer.of(done(mailbox, cursor, 0, facts, new Step.Pause.RoundOver()));
        }
        FolderCursor folder = cursor.getFolders().get(next);
        return provider.changes(mailbox, folder.getFolderId(), folder.getPosition().orElse(""),
                pageSize).then(changes -> switch (changes) {
                    case Changes.PositionLost lost -> Answer.of(done(mailbox,
                            with(cursor, next, fromTheStart(folder)), next, facts,
                            new Step.Pause.Failed()));
                    case Changes.Page page -> takeIn(mailbox, cursor, next, page, facts);
                });
    }

    private Answer<Step> takeIn(MailboxRef mailbox, Cursor cursor, int next, Changes.Page page,
            Observations facts) {
        FolderCursor folder = cursor.getFolders().get(next);
        Set<String> known = new LinkedHashSet<>(folder.getKnownIds());
        Set<String> seen = new LinkedHashSet<>(folder.getSeenIds());
        Map<String, Reading> items = new LinkedHashMap<>();
        page.items().forEach(item -> items.put(item.getExternalId(), item));
        Set<String> left = new LinkedHashSet<>(page.removedIds());
        seen.addAll(items.keySet());
        if (page.complete() && folder.getListing()) {
            known.stream().filter(id -> !seen.contains(id)).forEach(left::add);
        }
        for (Reading item : items.values()) {
            if (known.add(item.getExternalId()) && cursor.getListed()) {
                switch (provider.read(mailbox, item.getExternalId())) {
                    case Answer.Of<Sighting>(Sighting.There(Reading read)) -> facts.item(read);
                    case Answer.Of<Sighting>(Sighting.Gone gone) ->
                        known.remove(item.getExternalId());
                    case Answer.Failed<Sighting>(Failure.Rejected rejected) -> facts.item(item);
                    case Answer.Failed<Sighting>(Failure failure) -> {
                        return Answer.failed(failure);
                    }
                }
            } else {
                facts.item(item);
            }
        }
        for (String id : left) {
            Optional<Failure> failure = lookAt(mailbox, id, known, facts);
            if (failure.isPresent()) {
                return Answer.failed(failure.get());
            }
        }
        FolderCursor after = FolderCursor.newBuilder(folder)
                .setPosition(page.position())
                .setKnownIds(List.copyOf(known))
                .setListing(folder.getListing() && !page.complete())
                .setSeenIds(folder.getListing() && !page.complete()
                        ? List.copyOf(seen)
                        : List.of())
                .build();
        return Answer.of(afterPage(mailbox, with(cursor, next, after), next, page, facts));
    }

    private Step afterPage(MailboxRef mailbox, Cursor cursor, int next, Changes.Page page,
            Observations facts) {
        boolean over = page.complete() && next == cursor.getFolders().size() - 1;
        boolean firstTime = over && !cursor.getListed()
                && cursor.getFolders().stream().noneMatch(FolderCursor::getListing);
        boolean back = cursor.getUnavailable();
        if (firstTime) {
            facts.listed();
        }
        if (back) {
            facts.available();
        }
        Cursor after = Cursor.newBuilder(cursor)
                .setListed(cursor.getListed() || firstTime)
                .setUnavailable(false)
                .build();
        return over
                ? done(mailbox, after, 0, facts, new Step.Pause.RoundOver())
                : done(mailbox, after, page.complete() ? next + 1 : next, facts,
                        new Step.Pause.None());
    }

    /** Says what a look at the item itself shows. */
    private Optional<Failure> lookAt(MailboxRef mailbox, String id, Set<String> known,
            Observations facts) {
        return switch (provider.read(mailbox, id)) {
            case Answer.Of<Sighting>(Sighting.There(Reading reading)) -> {
                facts.item(reading);
                yield Optional.empty();
            }
            case Answer.Of<Sighting>(Sighting.Gone gone) -> {
                known.remove(id);
                facts.gone(id, gone.evidence());
                yield Optional.empty();
            }
            case Answer.Failed<Sighting>(Failure.Rejected rejected) -> Optional.empty();
            case Answer.Failed<Sighting>(Failure failure) -> Optional.of(failure);
        };
    }

    private Step failed(MailboxRef mailbox, Cursor cursor, int next, Failure failure) {
        Observations facts = new Observations(mailbox, provider.name(), cursor.getSequence());
        return switch (failure) {
            case Failure.Throttled throttled -> done(mailbox, cursor, next, facts,
                    new Step.Pause.Told(throttled.retryAfter()));
            case Failure.Unreachable unreachable -> done(mailbox, cursor, next, facts,
                    unreachable.retryAfter().isZero()
                            ? new Step.Pause.Failed()
                            : new Step.Pause.Told(unreachable.retryAfter()));
            case Failure.Unavailable unavailable -> closed(mailbox, cursor, unavailable, facts);
            case Failure.Rejected rejected -> closed(mailbox, cursor, rejected, facts);
        };
    }

    /** The mailbox as a whole is closed to us: said once, until it opens again. */
    private static Step closed(MailboxRef mailbox, Cursor cursor, Failure failure,
            Observations facts) {
        if (!cursor.getUnavailable()) {
            facts.unavailable(failure.reason());
        }
        return done(mailbox, Cursor.newBuilder(cursor).setUnavailable(true).build(), 0, facts,
                new Step.Pause.Failed());
    }

    private static Step done(MailboxRef mailbox, Cursor cursor, int nextFolder,
            Observations facts, Step.Pause pause) {
        return new Step(mailbox, facts.facts(),
                Cursor.newBuilder(cursor).setSequence(facts.sequence()).build(), nextFolder,
                pause);
    }

    private static FolderCursor fromTheStart(FolderCursor folder) {
        return FolderCursor.newBuilder(folder)
                .setPosition(null)
                .setListing(true)
                .setSeenIds(List.of())
                .build();
    }

    private static Cursor with(Cursor cursor, int index, FolderCursor folder) {
        List<FolderCursor> folders = new ArrayList<>(cursor.getFolders());
        folders.set(index, folder);
        return Cursor.newBuilder(cursor).setFolders(folders).build();
    }
}
