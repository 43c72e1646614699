package io.syncline.ews;

import io.syncline.ews.client.EwsClient;
import io.syncline.ews.client.EwsFailures;
import io.syncline.ews.soap.FindFolder;
import io.syncline.ews.soap.Folder;
import io.syncline.ews.soap.FolderRef;
import io.syncline.ews.soap.GetFolder;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The contact folders of mailboxes: which are followed, and where an item lies. Folder ids stay when
 * folders move, so those that every mailbox has are asked for once. Thread-safe.
 */
final class ContactFolders {

    /** Stands for the default folder, in settings, cursors and readings. */
    static final String DEFAULT = "contacts";

    private static final String DELETED_ITEMS = "deleteditems";
    private static final String RECOVERABLE_ITEMS = "recoverableitemsdeletions";
    private static final String EVERYTHING = "msgfolderroot";
    private static final String CONTACTS_CLASS = "IPF.Contact";
    private static final String CONTACTS_TYPE = "ContactsFolder";
    private static final int FOLDERS_MAX = 10_000;
    private static final int DEPTH_MAX = 50;

    private final EwsClient client;
    private final boolean impersonates;
    private final Map<String, Standing> standing = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    /** The ids of the folders that every mailbox has. */
    private record Standing(String contacts, String deletedItems, String everything) {}

    /** @param impersonates whether requests act as the mailbox's owner */
    ContactFolders(EwsClient client, boolean impersonates) {
        this.client = client;
        this.impersonates = impersonates;
    }

    /** The folders to follow: plain ones that people's programs show. */
    Answer<List<String>> followed(MailboxRef mailbox) {
        // Asked once a round: a folder may have been deleted, and its items with it.
        known.remove(mailbox.address());
        if (!mailbox.folders().isEmpty()) {
            return Answer.of(mailbox.folders());
        }
        return below(mailbox, DEFAULT).then(found -> {
            List<String> folders = new ArrayList<>(List.of(DEFAULT));
            found.stream()
                    .filter(folder -> isPlain(folder) && !folder.isHidden())
                    .map(Folder::id)
                    .forEach(folders::add);
            return Answer.of(List.copyOf(folders));
        });
    }

    /** What a request names for the folders to follow. */
    Answer<List<FolderRef>> refsOfFollowed(MailboxRef mailbox) {
        return followed(mailbox)
                .then(ids -> Answer.of(ids.stream().map(id -> followed(mailbox, id)).toList()));
    }

    /** Every contact folder, wherever a person put it, but for those that were deleted. */
    Answer<List<FolderRef>> everywhere(MailboxRef mailbox) {
        return standing(mailbox).then(ids -> below(mailbox, EVERYTHING).then(found -> {
            Map<String, Folder> byId = new HashMap<>();
            found.forEach(folder -> byId.put(folder.id(), folder));
            List<FolderRef> folders = new ArrayList<>(List.of(named(mailbox, DEFAULT)));
            found.stream()
                    .filter(ContactFolders::isPlain)
                    .filter(folder -> !folder.id().equals(ids.contacts()))
                    .filter(folder -> !isBelow(folder, ids.deletedItems(), byId))
                    .forEach(folder -> folders.add(new FolderRef.ById(folder.id())));
            return Answer.of(List.copyOf(folders));
        }));
    }

    /** Where deleted items lie until they are purged. */
    List<FolderRef> ofDeleted(MailboxRef mailbox) {
        return List.of(named(mailbox, DELETED_ITEMS), named(mailbox, RECOVERABLE_ITEMS));
    }

    /** Where new contacts go. */
    FolderRef ofCreates(MailboxRef mailbox) {
        return mailbox.folders().isEmpty() || mailbox.folders().contains(DEFAULT)
                ? named(mailbox, DEFAULT)
                : followed(mailbox, mailbox.folders().getFirst());
    }

    /** What a request names for a folder of settings, cursors and readings. */
    FolderRef followed(MailboxRef mailbox, String folder) {
        return folder.equals(DEFAULT) ? named(mailbox, DEFAULT) : new FolderRef.ById(folder);
    }

    /** Asks for what must be known to name the folder of a reading; to be called before a write. */
    Answer<Boolean> learn(MailboxRef mailbox) {
        return standing(mailbox).then(ids -> Answer.of(true));
    }

    /** Readings with the default folder under the name that settings and cursors have for it. */
    Answer<List<Reading>> inOurWords(MailboxRef mailbox, List<Reading> readings) {
        return standing(mailbox).then(ids -> Answer.of(readings.stream()
                .map(reading -> reading.getFolderId().filter(ids.contacts()::equals).isPresent()
                        ? Reading.newBuilder(reading).setFolderId(DEFAULT).build()
                        : reading)
                .toList()));
    }

    /** What the folder of an item says of its end; nothing if it is a contact folder (R18). */
    Answer<Optional<GoneEvidence>> evidence(MailboxRef mailbox, String folder) {
        return standing(mailbox).then(ids -> {
            if (folder.equals(ids.contacts()) || isKnown(mailbox, folder)) {
                return Answer.of(Optional.empty());
            }
            return folder.equals(ids.deletedItems())
                    ? Answer.of(Optional.of(GoneEvidence.DELETED_ITEMS))
                    : climb(mailbox, folder, ids, 0).then(evidence -> {
                        if (evidence.isEmpty()) {
                            known.computeIfAbsent(mailbox.address(),
                                    address -> ConcurrentHashMap.newKeySet()).add(folder);
                        }
                        return Answer.of(evidence);
                    });
        });
    }

    /** Up from a folder of contacts to one of those that every mailbox has. */
    private Answer<Optional<GoneEvidence>> climb(MailboxRef mailbox, String at, Standing ids,
            int depth) {
        return look(mailbox, new FolderRef.ById(at)).then(found -> {
            if (depth == 0 && found.filter(ContactFolders::isOfContacts).isEmpty()) {
                return Answer.of(Optional.of(GoneEvidence.NOT_IN_ANY_FOLDER));
            }
            String parent = found.map(Folder::parent).orElse("");
            if (parent.equals(ids.deletedItems())) {
                return Answer.of(Optional.of(GoneEvidence.DELETED_ITEMS));
            }
            boolean isTop = parent.isEmpty() || parent.equals(at) || depth >= DEPTH_MAX;
            return isTop || parent.equals(ids.contacts()) || parent.equals(ids.everything())
                    ? Answer.of(Optional.empty())
                    : climb(mailbox, parent, ids, depth + 1);
        });
    }

    private Answer<Optional<Folder>> look(MailboxRef mailbox, FolderRef folder) {
        return client.one(mailbox.address(), new GetFolder(List.of(folder)))
                .then(outcome -> switch (outcome) {
                    case Outcome.Done<Folder>(Folder found) -> Answer.of(Optional.of(found));
                    case Outcome.Refused<Folder>(ServiceError error) when EwsFailures
                            .isFolderMissing(error) ->
                        Answer.of(Optional.empty());
                    case Outcome.Refused<Folder>(ServiceError error) ->
                        Answer.failed(EwsFailures.of(error));
                });
    }

    private Answer<Standing> standing(MailboxRef mailbox) {
        Standing ids = standing.get(mailbox.address());
        if (ids != null) {
            return Answer.of(ids);
        }
        List<FolderRef> names = Stream.of(DEFAULT, DELETED_ITEMS, EVERYTHING)
                .map(name -> named(mailbox, name))
                .toList();
        return client.all(mailbox.address(), new GetFolder(names), names.size())
                .then(outcomes -> idOf(outcomes.get(0))
                        .then(contacts -> idOf(outcomes.get(1))
                                .then(deleted -> idOf(outcomes.get(2))
                                        .then(top -> {
                                            Standing learnt = new Standing(contacts, deleted, top);
                                            standing.put(mailbox.address(), learnt);
                                            return Answer.of(learnt);
                                        }))));
    }

    /** A mailbox that does not show what every mailbox has is closed to us, not empty (R18). */
    private static Answer<String> idOf(Outcome<Folder> outcome) {
        return switch (outcome) {
            case Outcome.Done<Folder>(Folder folder) -> Answer.of(folder.id());
            case Outcome.Refused<Folder>(ServiceError error) when EwsFailures
                    .isFolderMissing(error) ->
                Answer.failed(new Failure.Unavailable(
                        "The mailbox shows no contacts: " + error.text()));
            case Outcome.Refused<Folder>(ServiceError error) ->
                Answer.failed(EwsFailures.of(error));
        };
    }

    private Answer<List<Folder>> below(MailboxRef mailbox, String name) {
        return below(mailbox, name, new ArrayList<>(), 0);
    }

    private Answer<List<Folder>> below(MailboxRef mailbox, String name, List<Folder> soFar,
            int offset) {
        if (soFar.size() > FOLDERS_MAX) {
            return Answer.failed(new Failure.Unavailable("The mailbox has more than " + FOLDERS_MAX
                    + " folders"));
        }
        return client.value(mailbox.address(), new FindFolder(named(mailbox, name), offset))
                .then(page -> {
                    soFar.addAll(page.folders());
                    if (page.next() == 0) {
                        return Answer.of(List.copyOf(soFar));
                    }
                    return page.next() > offset
                            ? below(mailbox, name, soFar, page.next())
                            : Answer.failed(new Failure.Unreachable(Duration.ZERO,
                                    "The folders go on where they have been"));
                });
    }

    private FolderRef named(MailboxRef mailbox, String name) {
        return new FolderRef.Distinguished(name, impersonates ? "" : mailbox.address());
    }

    private boolean isKnown(MailboxRef mailbox, String folder) {
        return known.getOrDefault(mailbox.address(), Set.of()).contains(folder);
    }

    private static boolean isBelow(Folder folder, String ancestor, Map<String, Folder> byId) {
        Optional<Folder> at = Optional.of(folder);
        for (int depth = 0; depth < DEPTH_MAX && at.isPresent(); depth++) {
            if (at.get().parent().equals(ancestor)) {
                return true;
            }
            at = Optional.ofNullable(byId.get(at.get().parent()));
        }
        return false;
    }

    /** Of contacts, and not of a kind that the service fills by itself. */
    private static boolean isPlain(Folder folder) {
        return folder.folderClass().equals(CONTACTS_CLASS)
                || folder.folderClass().isEmpty() && folder.type().equals(CONTACTS_TYPE);
    }

    private static boolean isOfContacts(Folder folder) {
        return folder.type().equals(CONTACTS_TYPE)
                || folder.folderClass().startsWith(CONTACTS_CLASS);
    }
}
