package io.syncline.console.tenant;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
import io.syncline.port.Stamped;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** A mailbox that tells what a test queued, and must not be written to. */
final class ScriptedMailbox implements MailboxProvider {

    final List<String> folders = new ArrayList<>(List.of("contacts"));
    final Set<String> privateIds = new HashSet<>();
    final List<String> asked = new ArrayList<>();
    int privateSearches;
    private final Queue<Answer<Changes>> pages = new ArrayDeque<>();

    void tells(Changes changes) {
        pages.add(Answer.of(changes));
    }

    void fails(Failure failure) {
        pages.add(Answer.failed(failure));
    }

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public Map<String, Integer> entriesMax() {
        return Map.of("displayName", 1);
    }

    @Override
    public Answer<List<String>> folders(MailboxRef mailbox) {
        return Answer.of(folders);
    }

    @Override
    public Answer<Changes> changes(MailboxRef mailbox, String folderId, String position,
            int pageSize) {
        asked.add(folderId + "@" + position);
        return pages.remove();
    }

    @Override
    public Answer<Set<String>> privateIds(MailboxRef mailbox, String folderId) {
        privateSearches++;
        return Answer.of(privateIds);
    }

    @Override
    public Answer<Sighting> read(MailboxRef mailbox, String externalId) {
        throw notAllowed();
    }

    @Override
    public Answer<List<Stamped>> findStamped(MailboxRef mailbox, String stamp) {
        throw notAllowed();
    }

    @Override
    public Answer<List<Reading>> findAlike(MailboxRef mailbox, Contact contact) {
        throw notAllowed();
    }

    @Override
    public Answer<List<Reading>> findMadeIn(MailboxRef mailbox, Set<Instant> seconds) {
        throw notAllowed();
    }

    @Override
    public Answer<Written> create(MailboxRef mailbox, Patch item) {
        throw notAllowed();
    }

    @Override
    public Answer<Written> patch(MailboxRef mailbox, Patch patch) {
        throw notAllowed();
    }

    @Override
    public Answer<Written> delete(MailboxRef mailbox, String externalId, String version) {
        throw notAllowed();
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    private static UnsupportedOperationException notAllowed() {
        return new UnsupportedOperationException("A preview lists, and does nothing else");
    }
}
