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
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tries one command once. Says the result, or why there is none yet. Public for the simulation,
 * which has commands carried out against a model mailbox.
 *
 * <pre>
 * command   may have been tried   then
 * CREATE    no                    create
 * CREATE    yes                   look for the stamp. With this write id, there or gone: landed.
 *                                 There, with another: stale, with that item. Else look for an
 *                                 unstamped item of the same person that takes part: stale. Else
 *                                 look once more, later. Else create (R17). What merge knows to
 *                                 be another item's is not looked at
 * PATCH     -                     read, compare, write; landed before: landed (R12)
 * DELETE    -                     read, compare, delete
 * READ      -                     read
 * </pre>
 *
 * Where ids do not stay, an object that is not found may have moved, and only the source sees where to
 * (R18): of what is there now a result says nothing then. After a delete that may have been heard, the
 * object is gone.
 *
 * Of an item that does not take part, a result shows no more than why (R18).
 */
public final class CarryOut {

    /** A copy that a user made of what we made has its write id as well, and is the younger one. */
    private final Comparator<Stamped> ourOwnFirst = Comparator
            .comparing(Stamped::deleted)
            .thenComparing(stamped -> stamped.reading().getCreatedAt().orElse(Instant.MAX))
            .thenComparing(stamped -> !bearsItsName(stamped.reading()))
            .thenComparing(stamped -> stamped.reading().getModifiedAt());

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final Write write;
    private final Duration searchLag;

    /** @param searchLag how far apart an earlier create is looked for twice */
    public CarryOut(MailboxProvider provider, MailboxRef mailbox, Write write,
            Duration searchLag) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.write = write;
        this.searchLag = searchLag;
    }

    /** @param attempt counts the tries that may have reached the service, this one included */
    public Answer<WriteResult> attempt(int attempt) throws InterruptedException {
        Optional<Failure> refusal = refusal(write.getProvider(), provider.name());
        if (refusal.isPresent()) {
            return Answer.failed(refusal.get());
        }
        return switch (write.getKind()) {
            case CREATE -> create(attempt);
            case PATCH -> provider.patch(mailbox, patch()).then(written -> of(written, attempt));
            case DELETE -> provider.delete(mailbox, id(), write.getVersion().orElse(""))
                    .then(written -> of(attempt == 1 ? unlessMoved(written) : written, attempt));
            case READ -> provider.read(mailbox, id())
                    .then(now -> Answer.of(result(WriteOutcome.LANDED, now, attempt).build()));
            case UNKNOWN -> Answer.failed(
                    new Failure.Rejected("This build does not know the command's kind"));
        };
    }

    /**
     * Why a command that is meant for one provider is not carried out through another: its ids mean
     * nothing there. Merge plans anew under the provider that is there now (R21).
     */
    static Optional<Failure> refusal(String meantFor, String now) {
        return meantFor.equals(now)
                ? Optional.empty()
                : Optional.of(new Failure.Unavailable("The mailbox is reached through " + now
                        + " now, not through " + meantFor));
    }

    /** The command ends without having been carried out. */
    public static WriteResult ended(Write write, WriteOutcome outcome, String reason,
            int attempts) {
        return begun(write, outcome, attempts).setPresence(Presence.UNKNOWN)
                .setReason(reason)
                .build();
    }

    private Answer<WriteResult> create(int attempt) throws InterruptedException {
        if (attempt == 1) {
            return made(attempt);
        }
        Answer<Optional<WriteResult>> found = lookForIt(attempt);
        if (found.equals(Answer.of(Optional.empty()))) {
            // A search may not know yet what the last try made (facts/graph.md 3.13).
            Thread.sleep(searchLag);
            found = lookForIt(attempt);
        }
        return found.then(known -> known.map(Answer::of).orElseGet(() -> made(attempt)));
    }

    /** What an earlier try made, or an item of the same person that nobody has stamped. */
    private Answer<Optional<WriteResult>> lookForIt(int attempt) {
        return provider.findStamped(mailbox, stamp())
                .then(stamped -> {
                    Optional<WriteResult> known = ownOrEarlier(stamped, attempt);
                    return known.isPresent() ? Answer.of(known) : alike(attempt);
                });
    }

    private Optional<WriteResult> ownOrEarlier(List<Stamped> stamped, int attempt) {
        List<Stamped> ours = stamped.stream().filter(each -> isNoOthers(each.reading())).toList();
        return ours.stream()
                .filter(this::isThisWrite)
                .min(ourOwnFirst)
                .map(own -> result(WriteOutcome.LANDED, sighting(own), attempt).build())
                .or(() -> ours.stream()
                        .filter(earlier -> !earlier.deleted())
                        .findFirst()
                        .map(earlier -> result(WriteOutcome.STALE, sighting(earlier), attempt)
                                .build()));
    }

    private Answer<Optional<WriteResult>> alike(int attempt) {
        return provider.findAlike(mailbox, write.getContact())
                .then(alike -> Answer.of(alike.stream()
                        .filter(this::isNoOthers)
                        .filter(this::takesPart)
                        .filter(this::isSamePerson)
                        .findFirst()
                        .map(found -> result(WriteOutcome.STALE, new Sighting.There(found),
                                attempt).build())));
    }

    /** Merge knows whose it is; which stamp it bears, and how much it looks like this one, is no matter. */
    private boolean isNoOthers(Reading found) {
        return !write.getOthersObjects().contains(found.getExternalId());
    }

    private boolean isThisWrite(Stamped stamped) {
        return stamped.reading().getWriteId().filter(write.getWriteId()::equals).isPresent();
    }

    private static Sighting sighting(Stamped stamped) {
        return stamped.deleted()
                ? new Sighting.Gone(GoneEvidence.DELETED_ITEMS)
                : new Sighting.There(stamped.reading());
    }

    private Answer<WriteResult> made(int attempt) {
        return provider.create(mailbox, patch()).then(written -> of(written, attempt));
    }

    /** One that does not is unknown to merge; handed over, it would be asked for for ever. */
    private boolean takesPart(Reading found) {
        return mailbox.follows(found.getFolderId()) && mailbox.tracking().includes(found);
    }

    /** Without a name, an e-mail address alone may be a household's; the phones must agree as well. */
    private boolean isSamePerson(Reading found) {
        Contact wished = write.getContact();
        Contact there = found.getContact();
        boolean named = wished.getGivenName().or(wished::getSurname).isPresent();
        return found.getStamp().isEmpty() && bearsItsName(found)
                && (named || wished.getBusinessPhones().equals(there.getBusinessPhones())
                        && wished.getMobilePhone().equals(there.getMobilePhone()));
    }

    private boolean bearsItsName(Reading found) {
        Contact wished = write.getContact();
        Contact there = found.getContact();
        return wished.getGivenName().equals(there.getGivenName())
                && wished.getSurname().equals(there.getSurname());
    }

    /** Nobody deleted what was not found. */
    private Written unlessMoved(Written written) {
        return written instanceof Written.Landed(String version, Sighting now)
                && mayHaveMoved(now)
                        ? new Written.Stale(now)
                        : written;
    }

    private boolean mayHaveMoved(Sighting now) {
        return !provider.keepsIds() && now instanceof Sighting.Gone(GoneEvidence evidence)
                && evidence != GoneEvidence.DELETED_ITEMS;
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
            case Sighting.There(Reading reading) when !mailbox.follows(reading.getFolderId()) ->
                result.setPresence(Presence.UNTRACKED).setNow(idOf(reading));
            case Sighting.There(Reading reading) -> result.setPresence(Presence.PRESENT)
                    .setNow(mailbox.tracking().shown(reading));
            case Sighting.Gone gone -> result.setPresence(
                    mayHaveMoved(gone) && !isDone(outcome) ? Presence.UNKNOWN : Presence.GONE);
        };
    }

    /** Whether the object was made, or deleted, just now: then it is known what became of it. */
    private boolean isDone(WriteOutcome outcome) {
        return outcome == WriteOutcome.LANDED && (write.getKind() == WriteKind.CREATE
                || write.getKind() == WriteKind.DELETE);
    }

    /** Which object it is, and nothing of what it holds. */
    private static Reading idOf(Reading reading) {
        return Reading.newBuilder(reading)
                .setFields(List.of())
                .setContact(Contact.newBuilder().build())
                .build();
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
