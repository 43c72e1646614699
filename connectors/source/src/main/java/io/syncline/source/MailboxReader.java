package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes one step with one mailbox: from a cursor to facts and the next cursor. Holds no state,
 * reads no clock, does no Kafka; public for the simulation, which drives it against a model mailbox.
 *
 * <pre>
 * the mailbox                      a step
 * was never read                   says what it can hold, and finds the folders
 * has a folder in mid-round        reads its next page
 * has all folders read             the round is over; the next begins with the folder list
 * </pre>
 *
 * An id that left a folder is looked at before anything is said of it (rule R18). After a lost
 * position, and once in an interval, a folder is listed from the start and compared with what is
 * known; what is missing is concluded only after its last page. An id that is new after the first
 * listing is looked at for our stamp, which pages never show.
 */
public final class MailboxReader {

    private final MailboxProvider provider;
    private final PolicyTelling policy;
    private final int pageSize;
    private final Duration listingInterval;

    /** What a step is about, and the facts that it has collected. */
    private record Stepping(MailboxRef mailbox, int next, Instant now, Observations facts) {}

    /**
     * @param policy how the contacts of its mailboxes are synced; told where it is not known
     * @param pageSize how many items are asked for in one page
     * @param listingInterval after which a folder is listed from the start
     */
    public MailboxReader(MailboxProvider provider, Policy policy, int pageSize,
            Duration listingInterval) {
        this.provider = provider;
        this.policy = new PolicyTelling(policy);
        this.pageSize = pageSize;
        this.listingInterval = listingInterval;
    }

    /** Nothing is known of the mailbox yet. */
    public Cursor beginning(MailboxRef mailbox) {
        return beginning(mailbox, provider.name());
    }

    static Cursor beginning(MailboxRef mailbox, String providerName) {
        return Cursor.newBuilder()
                .setTenant(mailbox.tenant())
                .setMailbox(mailbox.mailbox())
                .setProvider(providerName)
                .build();
    }

    /**
     * @param next which folder is to be read; the number of folders ends the round
     * @param now the time by which listings are due
     */
    public Step step(MailboxRef mailbox, Cursor cursor, int next, Instant now) {
        PolicyTelling.Told told = policy.told(mailbox, cursor);
        Stepping at = new Stepping(mailbox, next, now, observations(mailbox, told.cursor()));
        Answer<Step> step = next == 0
                ? withFolders(at, told.cursor()).then(found -> readFolder(at, found))
                : readFolder(at, told.cursor());
        Step taken = switch (step) {
            case Answer.Of<Step>(Step done) -> done;
            case Answer.Failed<Step>(Failure failure) -> failed(at, told.cursor(), failure);
        };
        return taken.with(told.decisions());
    }

    private Answer<Cursor> withFolders(Stepping at, Cursor cursor) {
        if (cursor.getFolders().isEmpty()) {
            at.facts().capabilities(provider);
        }
        return provider.folders(at.mailbox()).then(ids -> {
            // A folder that is gone may have taken its items along, or they moved before.
            Moves moves = moves(at, cursor);
            Optional<Failure> failure = moves.leave(ids);
            return failure.isPresent()
                    ? Answer.failed(failure.get())
                    : withoutMissed(at, Folders.found(moves.in(cursor), ids, at.now(),
                            listingInterval));
        });
    }

    /** What a whole round has not brought back under another id is concluded now (R18). */
    private Answer<Cursor> withoutMissed(Stepping at, Cursor cursor) {
        Moves moves = moves(at, cursor);
        Optional<Failure> failure = moves.conclude();
        return failure.isPresent() ? Answer.failed(failure.get()) : Answer.of(moves.in(cursor));
    }

    private Moves moves(Stepping at, Cursor cursor) {
        return new Moves(provider, at.mailbox(), at.facts(), cursor);
    }

    private Answer<Step> readFolder(Stepping at, Cursor cursor) {
        if (at.next() >= cursor.getFolders().size()) {
            return Answer.of(done(at, Folders.roundOver(cursor), 0, new Step.Pause.RoundOver()));
        }
        FolderCursor folder = cursor.getFolders().get(at.next());
        return provider.changes(at.mailbox(), folder.getFolderId(),
                folder.getPosition().orElse(""), pageSize).then(changes -> switch (changes) {
                    case Changes.PositionLost lost -> Answer.of(done(at,
                            Folders.with(cursor, at.next(), Folders.fromTheStart(folder)),
                            at.next(), new Step.Pause.Failed()));
                    case Changes.Page page -> takeIn(at, cursor, page);
                });
    }

    private Answer<Step> takeIn(Stepping at, Cursor cursor, Changes.Page page) {
        Moves moves = moves(at, cursor);
        return new Intake(provider, at.mailbox(), at.facts(), moves, moves.known(at.next()))
                .take(cursor.getFolders().get(at.next()), page, cursor.getListed(), at.now())
                .then(taken -> Answer.of(afterPage(at,
                        moves.in(Folders.with(cursor, at.next(), taken.folder())), page)
                        .with(taken.listing(), taken.page())));
    }

    private Step afterPage(Stepping at, Cursor cursor, Changes.Page page) {
        boolean over = page.complete() && at.next() == cursor.getFolders().size() - 1;
        boolean firstTime = over && !cursor.getListed()
                && cursor.getFolders().stream().noneMatch(FolderCursor::getListing);
        if (firstTime) {
            at.facts().listed();
        }
        if (cursor.getUnavailable()) {
            at.facts().available();
        }
        Cursor after = Cursor.newBuilder(cursor)
                .setListed(cursor.getListed() || firstTime)
                .setUnavailable(false)
                .build();
        return over
                ? done(at, new Untranslated(provider, at.mailbox(), at.facts())
                        .after(Folders.roundOver(after)), 0, new Step.Pause.RoundOver())
                : done(at, after, page.complete() ? at.next() + 1 : at.next(),
                        new Step.Pause.None());
    }

    /** What was collected is forgotten: the step is taken again. */
    private Step failed(Stepping begun, Cursor cursor, Failure failure) {
        Stepping at = new Stepping(begun.mailbox(), begun.next(), begun.now(),
                observations(begun.mailbox(), cursor));
        return switch (failure) {
            case Failure.Throttled throttled ->
                done(at, cursor, at.next(), Step.Pause.after(throttled));
            case Failure.Unreachable unreachable ->
                done(at, cursor, at.next(), Step.Pause.after(unreachable));
            case Failure.Unavailable unavailable -> closed(at, cursor, unavailable);
            case Failure.Rejected rejected -> closed(at, cursor, rejected);
        };
    }

    /** The mailbox as a whole is closed to us: said once, until it opens again. */
    private static Step closed(Stepping at, Cursor cursor, Failure failure) {
        if (!cursor.getUnavailable()) {
            at.facts().unavailable(failure.reason());
        }
        return done(at, Cursor.newBuilder(cursor).setUnavailable(true).build(), 0,
                new Step.Pause.Failed());
    }

    private static Step done(Stepping at, Cursor cursor, int nextFolder, Step.Pause pause) {
        return new Step(at.mailbox(), at.facts().facts(), List.of(),
                Cursor.newBuilder(cursor).setSequence(at.facts().sequence()).build(), nextFolder,
                pause, Step.Listing.NONE, ListedPage.NONE);
    }

    private Observations observations(MailboxRef mailbox, Cursor cursor) {
        return new Observations(mailbox, provider.name(), cursor.getSequence());
    }
}
