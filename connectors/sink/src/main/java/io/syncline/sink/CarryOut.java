package io.syncline.sink;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
import io.syncline.port.Stamped;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.RecordKey;
import java.util.Comparator;

/**
 * Tries one command once. Says the result, or why there is none yet.
 *
 * <pre>
 * command   may have been tried   then
 * CREATE    no                    create
 * CREATE    yes                   look for the stamp. With this write id, there or gone: landed.
 *                                 There, with another: stale, with that item. Else look for an
 *                                 unstamped item of the same person: stale. Else create (R17)
 * PATCH     -                     read, compare, write; landed before: landed (R12)
 * DELETE    -                     read, compare, delete
 * READ      -                     read
 * </pre>
 */
final class CarryOut {

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final Write write;

    CarryOut(MailboxProvider provider, MailboxRef mailbox, Write write) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.write = write;
    }

    /** @param attempt counts the tries that may have reached the service, this one included */
    Answer<WriteResult> attempt(int attempt) {
        return switch (write.getKind()) {
            case CREATE -> create(attempt);
            case PATCH -> provider.patch(mailbox, patch()).then(written -> of(written, attempt));
            case DELETE -> provider.delete(mailbox, id(), write.getVersion().orElse(""))
                    .then(written -> of(written, attempt));
            case READ -> provider.read(mailbox, id())
                    .then(now -> Answer.of(result(WriteOutcome.LANDED, now, attempt).build()));
            case UNKNOWN -> Answer.failed(
                    new Failure.Rejected("This build does not know the command's kind"));
        };
    }

    /** The command ends without having been carried out. */
    static WriteResult ended(Write write, WriteOutcome outcome, String reason, int attempts) {
        return begun(write, outcome, attempts).setPresence(Presence.UNKNOWN)
                .setReason(reason)
                .build();
    }

    private Answer<WriteResult> create(int attempt) {
        if (attempt == 1) {
            return made(attempt);
        }
        return provider.findStamped(mailbox, stamp())
                .then(stamped -> stamped.stream()
                        .filter(this::isThisWrite)
                        .min(Comparator.comparing(Stamped::deleted))
                        .map(own -> Answer
                                .of(result(WriteOutcome.LANDED, sighting(own), attempt).build()))
                        .or(() -> stamped.stream()
                                .filter(earlier -> !earlier.deleted())
                                .findFirst()
                                .map(earlier -> Answer
                                        .of(result(WriteOutcome.STALE, sighting(earlier),
                                                attempt).build())))
                        .orElseGet(() -> createUnlessAlike(attempt)));
    }

    private boolean isThisWrite(Stamped stamped) {
        return stamped.reading().getWriteId().filter(write.getWriteId()::equals).isPresent();
    }

    private static Sighting sighting(Stamped stamped) {
        return stamped.deleted()
                ? new Sighting.Gone(GoneEvidence.DELETED_ITEMS)
                : new Sighting.There(stamped.reading());
    }

    private Answer<WriteResult> createUnlessAlike(int attempt) {
        return provider.findAlike(mailbox, write.getContact())
                .then(alike -> alike.stream()
                        .filter(this::isSamePerson)
                        .findFirst()
                        .map(found -> Answer.of(result(WriteOutcome.STALE,
                                new Sighting.There(found), attempt).build()))
                        .orElseGet(() -> made(attempt)));
    }

    private Answer<WriteResult> made(int attempt) {
        return provider.create(mailbox, patch()).then(written -> of(written, attempt));
    }

    private boolean isSamePerson(Reading found) {
        Contact wished = write.getContact();
        Contact there = found.getContact();
        return found.getStamp().isEmpty() && wished.getGivenName().equals(there.getGivenName())
                && wished.getSurname().equals(there.getSurname());
    }

    private Answer<WriteResult> of(Written written, int attempt) {
        return Answer.of(switch (written) {
            case Written.Landed(String version, Sighting now) ->
                result(WriteOutcome.LANDED, now, attempt)
                        .setLandedVersion(version.isEmpty() ? null : version)
                        .build();
            case Written.Stale(Sighting now) -> result(WriteOutcome.STALE, now, attempt).build();
        });
    }

    private WriteResult.Builder result(WriteOutcome outcome, Sighting now, int attempts) {
        WriteResult.Builder result = begun(write, outcome, attempts);
        return switch (now) {
            case Sighting.There(Reading reading) ->
                result.setPresence(Presence.PRESENT).setNow(reading);
            case Sighting.Gone gone -> result.setPresence(Presence.GONE);
        };
    }

    private static WriteResult.Builder begun(Write write, WriteOutcome outcome,
            int attempts) {
        return WriteResult.newBuilder()
                .setEventId("result of " + write.getWriteId())
                .setWrite(write)
                .setOutcome(outcome)
                .setAttempts(attempts);
    }

    private Patch patch() {
        return new Patch(id(), write.getVersion().orElse(""), write.getFields(),
                write.getContact(), stamp(), write.getWriteId());
    }

    private String stamp() {
        return new RecordKey(write.getTenant(), write.getMailbox(), write.getItem()).text();
    }

    private String id() {
        return write.getExternalId().orElse("");
    }
}
