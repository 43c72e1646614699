package io.syncline.sink;

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
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A mailbox whose searches lag behind what was made. */
final class LaggingMailbox implements MailboxProvider {

    List<Stamped> made = List.of();
    List<Reading> alike = List.of();
    int searchesThatLag;
    int searches;
    int creates;
    boolean keepsIds = true;
    boolean answers = true;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean keepsIds() {
        return keepsIds;
    }

    @Override
    public Map<String, Integer> entriesMax() {
        return Map.of();
    }

    @Override
    public Answer<List<String>> folders(MailboxRef mailbox) {
        return Answer.of(List.of());
    }

    @Override
    public Answer<Changes> changes(MailboxRef mailbox, String folderId, String position,
            int pageSize) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<Set<String>> privateIds(MailboxRef mailbox, String folderId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<List<Reading>> findMadeIn(MailboxRef mailbox, Set<Instant> seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<Sighting> read(MailboxRef mailbox, String externalId) {
        return Answer.of(new Sighting.Gone(GoneEvidence.NOT_IN_ANY_FOLDER));
    }

    @Override
    public Answer<List<Stamped>> findStamped(MailboxRef mailbox, String stamp) {
        searches++;
        return Answer.of(searches > searchesThatLag ? made : List.of());
    }

    @Override
    public Answer<List<Reading>> findAlike(MailboxRef mailbox, Contact contact) {
        return Answer.of(alike);
    }

    @Override
    public Answer<Written> create(MailboxRef mailbox, Patch item) {
        if (!answers) {
            return Answer.failed(new Failure.Unreachable(Duration.ZERO, "No answer"));
        }
        creates++;
        return Answer.of(new Written.Landed("v1",
                new Sighting.There(CarryOutTest.reading(item.writeId(), item.stamp()))));
    }

    @Override
    public Answer<Written> patch(MailboxRef mailbox, Patch patch) {
        return read(mailbox, patch.externalId())
                .then(nothing -> Answer.of(new Written.Stale(nothing)));
    }

    @Override
    public Answer<Written> delete(MailboxRef mailbox, String externalId, String version) {
        return read(mailbox, externalId)
                .then(nothing -> Answer.of(new Written.Landed("", nothing)));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
