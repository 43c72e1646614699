package io.syncline.port;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One kind of mailbox service, for one tenant. Thread-safe; every call is one exchange or a few with
 * the service, on the caller's thread, and never retries by itself: callers know what else waits.
 *
 * <p>
 * The conformance suite says what every implementation must do.
 */
public interface MailboxProvider extends AutoCloseable {

    /** Names it in links and facts: {@code graph} or {@code ews}. */
    String name();

    /**
     * How many entries it holds of each contact field; a field that is not named, none. Of sensitivity: how
     * many degrees; 1 where it tells what is private from what is not, and no more.
     */
    Map<String, Integer> entriesMax();

    /** How many writes to one mailbox may be under way; what else a service allows is for reading. */
    default int writesMax() {
        return 1;
    }

    /**
     * Whether an item keeps its id wherever it moves. Where it does not, an id that is not found says
     * nothing yet: the item may be elsewhere, under another (rule R18).
     */
    default boolean keepsIds() {
        return true;
    }

    /** The ids of the contact folders to follow. */
    Answer<List<String>> folders(MailboxRef mailbox);

    /**
     * The next step of a folder's chain of changes. There must be one chain a folder, and one reader.
     *
     * @param position where the last step ended; empty to list from the start
     * @param pageSize how many items to ask for
     */
    Answer<Changes> changes(MailboxRef mailbox, String folderId, String position, int pageSize);

    /**
     * The ids of a folder's contacts that are marked private, as far as the service's search knows.
     * The source asks where a page's readings do not name {@link Tracking#SENSITIVITY}.
     */
    Answer<Set<String>> privateIds(MailboxRef mailbox, String folderId);

    /** Looks at one item: stamp, write id and sensitivity included. */
    Answer<Sighting> read(MailboxRef mailbox, String externalId);

    /** The objects that carry a stamp, in all contact folders and, behind them, in Deleted Items. */
    Answer<List<Stamped>> findStamped(MailboxRef mailbox, String stamp);

    /** The items in contact folders that share an e-mail address with the contact. */
    Answer<List<Reading>> findAlike(MailboxRef mailbox, Contact contact);

    /**
     * The contacts that were made in one of these seconds, in all contact folders, those that are not
     * followed included. Asked for what is known by an id that the service does not know any more.
     */
    Answer<List<Reading>> findMadeIn(MailboxRef mailbox, Set<Instant> seconds);

    /**
     * Makes an item in the default folder, or in the first that is followed where that one is not.
     * Does not look whether it is there already (R17).
     */
    Answer<Written> create(MailboxRef mailbox, Patch item);

    /**
     * Writes the named fields, if the item is at the version named; a patch whose write id stands on
     * the item has landed before.
     */
    Answer<Written> patch(MailboxRef mailbox, Patch patch);

    /** Deletes the item, if it is at that version; one that is gone already counts as landed. */
    Answer<Written> delete(MailboxRef mailbox, String externalId, String version);

    /**
     * Begins to listen for what happens in a mailbox, where the service tells. That makes the mailbox
     * due and no more: what happened is seen by asking for changes, and if nothing is ever told, it is
     * only seen later. Told too often and too late as well.
     *
     * @param due called when something may have happened, on a thread of the provider; returns at once
     */
    default Listening listen(MailboxRef mailbox, Runnable due) {
        return Listening.NONE;
    }

    /**
     * Translates ids of items between two providers, of which this may be either or none (R21). One
     * that cannot translate between them leaves out every id.
     *
     * @return the wanted id of each that has one; an id that nobody knows any more is left out
     */
    default Answer<Map<String, String>> translated(MailboxRef mailbox, Translation translation,
            List<String> ids) {
        return Answer.of(Map.of());
    }

    @Override
    void close();
}
