package io.syncline.ews;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.client.EwsClient;
import io.syncline.ews.client.EwsFailures;
import io.syncline.ews.client.EwsHosts;
import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.Unfamiliar;
import io.syncline.ews.soap.CreateItem;
import io.syncline.ews.soap.DeleteItem;
import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.ItemId;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.ServiceError;
import io.syncline.ews.soap.SyncFolderItems;
import io.syncline.ews.soap.SyncFolderItems.Changed;
import io.syncline.ews.soap.UpdateItem;
import io.syncline.ews.stream.Pace;
import io.syncline.ews.stream.Streams;
import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.Listening;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.PhoneNumbers;
import io.syncline.port.Sighting;
import io.syncline.port.Stamped;
import io.syncline.port.Written;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Exchange Web Services. What the service does is recorded in facts/ews.md and cited by section.
 *
 * <p>
 * A patch names the version it was decided on, and the service refuses it if the item is at another
 * (3.3); only then is the item read, to say what is there. A delete looks at no version, so it reads,
 * compares and deletes, one round trip apart. An id changes when its item moves: an item that is not
 * found under its id may be in another folder under another.
 */
public final class EwsProvider implements MailboxProvider {

    static {
        AvroTrust.install();
    }

    private final EwsClient client;
    private final ContactFolders contactFolders;
    private final Items items;
    private final EwsSearch search;
    private final ChangedItems changedItems;
    private final Streams streams;

    /** A provider that shares its host with no other. */
    public EwsProvider(EwsSettings settings) {
        this(settings, new EwsHosts(new SimpleMeterRegistry()), Pace.DOCUMENTED);
    }

    /**
     * @param hosts shared with all providers of the process
     * @param pace of what is heard by streams
     */
    public EwsProvider(EwsSettings settings, EwsHosts hosts, Pace pace) {
        this(settings, hosts, pace, () -> 1);
    }

    /** The same, where this process makes a part of the tenant's requests. @param share 0 to 1 */
    EwsProvider(EwsSettings settings, EwsHosts hosts, Pace pace, DoubleSupplier share) {
        Unfamiliar unfamiliar = hosts.unfamiliar();
        this.client = new EwsClient(settings, hosts, share);
        this.contactFolders = new ContactFolders(client, settings.impersonates());
        this.items = new Items(client,
                new ContactMapper(new PhoneNumbers(settings.defaultRegion()), unfamiliar),
                unfamiliar);
        this.search = new EwsSearch(client, contactFolders, items);
        this.changedItems = new ChangedItems(items, contactFolders, unfamiliar);
        this.streams = new Streams(client.notifications(),
                new Streams.Limits(hosts.limits().streams(settings),
                        settings.subscriptionsMax(), pace),
                hosts.figures(), contactFolders::refsOfFollowed);
    }

    @Override
    public String name() {
        return "ews";
    }

    @Override
    public Map<String, Integer> entriesMax() {
        return ContactMapper.entriesMax();
    }

    @Override
    public Answer<List<String>> folders(MailboxRef mailbox) {
        return contactFolders.followed(mailbox);
    }

    @Override
    public Answer<Changes> changes(MailboxRef mailbox, String folderId, String position,
            int pageSize) {
        SyncFolderItems sync = new SyncFolderItems(contactFolders.followed(mailbox, folderId),
                position, pageSize);
        return client.one(mailbox.address(), sync).then(outcome -> switch (outcome) {
            case Outcome.Refused<Changed>(ServiceError error) when EwsFailures.isStateLost(error) ->
                Answer.of(new Changes.PositionLost(error.code() + ": " + error.text()));
            case Outcome.Refused<Changed>(ServiceError error) ->
                Answer.failed(EwsFailures.of(error));
            // Read again and again, it would never end.
            case Outcome.Done<Changed>(Changed changed) when !changed.isLast()
                    && changed.changes().isEmpty() && changed.state().equals(position) ->
                Answer.failed(new Failure.Unreachable(Duration.ZERO,
                        "The service has more to tell and tells nothing"));
            case Outcome.Done<Changed>(Changed changed) -> changedItems.page(mailbox, changed);
        });
    }

    @Override
    public Answer<Set<String>> privateIds(MailboxRef mailbox, String folderId) {
        return search.privateIds(mailbox, folderId);
    }

    @Override
    public Answer<Sighting> read(MailboxRef mailbox, String externalId) {
        return items.one(mailbox, externalId).then(outcome -> switch (outcome) {
            case Outcome.Done<Element>(Element item) -> sighting(mailbox, item);
            case Outcome.Refused<Element>(ServiceError error) when EwsFailures
                    .isItemMissing(error) ->
                search.control(mailbox)
                        .then(readable -> Answer.of(
                                new Sighting.Gone(GoneEvidence.NOT_IN_ANY_FOLDER)));
            case Outcome.Refused<Element>(ServiceError error) ->
                Answer.failed(EwsFailures.of(error));
        });
    }

    /** A move gives another id (facts/ews.md). */
    @Override
    public boolean keepsIds() {
        return false;
    }

    @Override
    public Answer<List<Reading>> findMadeIn(MailboxRef mailbox, Set<Instant> seconds) {
        return search.madeIn(mailbox, seconds);
    }

    @Override
    public Answer<List<Stamped>> findStamped(MailboxRef mailbox, String stamp) {
        return search.stamped(mailbox, stamp);
    }

    @Override
    public Answer<List<Reading>> findAlike(MailboxRef mailbox, Contact contact) {
        return search.alike(mailbox, contact);
    }

    @Override
    public Answer<Written> create(MailboxRef mailbox, Patch item) {
        Optional<String> refusal = ContactMapper.refusal(item);
        if (refusal.isPresent()) {
            return Answer.failed(new Failure.Rejected(refusal.get()));
        }
        CreateItem create = new CreateItem(contactFolders.ofCreates(mailbox),
                ContactMapper.created(item));
        return contactFolders.learn(mailbox)
                .then(learnt -> client.value(mailbox.address(), create))
                .then(made -> landed(mailbox, made));
    }

    @Override
    public Answer<Written> patch(MailboxRef mailbox, Patch patch) {
        Optional<String> refusal = ContactMapper.refusal(patch);
        if (refusal.isPresent()) {
            return Answer.failed(new Failure.Rejected(refusal.get()));
        }
        if (patch.version().isEmpty()) {
            return compared(mailbox, patch);
        }
        return patch.fields().contains(EmailField.NAME)
                ? read(mailbox, patch.externalId()).then(now -> isKeptByDirectory(now, patch)
                        ? Answer.failed(
                                new Failure.Rejected("One of the e-mail addresses was picked"
                                        + " from the address list, and would be lost"))
                        : updated(mailbox, patch))
                : updated(mailbox, patch);
    }

    /** At any other version the service refuses the write itself, and what is there is told. */
    private static boolean isKeptByDirectory(Sighting now, Patch patch) {
        return now instanceof Sighting.There(Reading reading)
                && isVersion(reading, patch.version())
                && !reading.getFields().contains(EmailField.NAME);
    }

    private Answer<Written> updated(MailboxRef mailbox, Patch patch) {
        UpdateItem update = new UpdateItem(new ItemId(patch.externalId(), patch.version()),
                ContactMapper.updates(patch));
        return contactFolders.learn(mailbox)
                .then(learnt -> client.one(mailbox.address(), update))
                .then(outcome -> switch (outcome) {
                    case Outcome.Done<ItemId>(ItemId written) -> landed(mailbox, written);
                    case Outcome.Refused<ItemId>(ServiceError error) when isAnother(error) ->
                        compared(mailbox, patch);
                    case Outcome.Refused<ItemId>(ServiceError error) ->
                        Answer.failed(EwsFailures.of(error));
                });
    }

    @Override
    public Answer<Written> delete(MailboxRef mailbox, String externalId, String version) {
        return read(mailbox, externalId).then(now -> switch (now) {
            case Sighting.Gone gone -> Answer.of(new Written.Landed("", gone));
            case Sighting.There(Reading reading) when !isVersion(reading, version) ->
                Answer.of(new Written.Stale(now));
            case Sighting.There there -> deleted(mailbox, new ItemId(externalId, version));
        });
    }

    @Override
    public Listening listen(MailboxRef mailbox, Runnable due) {
        return streams.listen(mailbox, due);
    }

    @Override
    public void close() {
        streams.close();
        client.close();
    }

    private Answer<Written> deleted(MailboxRef mailbox, ItemId item) {
        return client.one(mailbox.address(), new DeleteItem(item))
                .then(outcome -> switch (outcome) {
                    case Outcome.Done<Boolean> done -> Answer.of(new Written.Landed("",
                            new Sighting.Gone(GoneEvidence.DELETED_ITEMS)));
                    case Outcome.Refused<Boolean>(ServiceError error) when isAnother(error) ->
                        read(mailbox, item.id()).then(now -> Answer.of(new Written.Stale(now)));
                    case Outcome.Refused<Boolean>(ServiceError error) ->
                        Answer.failed(EwsFailures.of(error));
                });
    }

    /** The item is not at the version that was sent, or not there: what is, decides. */
    private Answer<Written> compared(MailboxRef mailbox, Patch patch) {
        return read(mailbox, patch.externalId()).then(now -> switch (now) {
            case Sighting.There(Reading reading) when isWrite(reading, patch.writeId()) ->
                Answer.of(new Written.Landed("", now));
            // A conflict with nobody: told as stale, it would be planned and refused for ever.
            case Sighting.There(Reading reading) when isVersion(reading, patch.version()) ->
                Answer.failed(new Failure.Unreachable(Duration.ZERO,
                        "The service found a conflict at the very version that was sent"));
            case Sighting.There there -> Answer.of(new Written.Stale(there));
            case Sighting.Gone gone -> Answer.of(new Written.Stale(gone));
        });
    }

    /** The answer to a write holds the version only; whatever goes wrong now, the write landed. */
    private Answer<Written> landed(MailboxRef mailbox, ItemId written) {
        return switch (read(mailbox, written.id())) {
            case Answer.Of<Sighting>(Sighting now) ->
                Answer.of(new Written.Landed(written.changeKey(), now));
            case Answer.Failed<Sighting>(Failure failure) -> Answer.failed(
                    new Failure.Unreachable(switch (failure) {
                        case Failure.Throttled throttled -> throttled.retryAfter();
                        case Failure.Unreachable unreachable -> unreachable.retryAfter();
                        case Failure.Unavailable closed -> Duration.ZERO;
                        case Failure.Rejected rejected -> Duration.ZERO;
                    }, "Written, but not looked at: " + failure.reason()));
        };
    }

    private Answer<Sighting> sighting(MailboxRef mailbox, Element item) {
        return items.reading(item)
                .map(reading -> contactFolders
                        .evidence(mailbox, reading.getFolderId().orElse(""))
                        .then(evidence -> evidence.isPresent()
                                ? Answer.<Sighting>of(new Sighting.Gone(evidence.get()))
                                : contactFolders.inOurWords(mailbox, List.of(reading))
                                        .then(ours -> Answer.of(
                                                new Sighting.There(ours.getFirst())))))
                .orElseGet(() -> Answer.failed(
                        new Failure.Rejected("The id is not a contact's but a " + item.name())));
    }

    private static boolean isAnother(ServiceError error) {
        return EwsFailures.isStale(error) || EwsFailures.isItemMissing(error);
    }

    private static boolean isWrite(Reading reading, String writeId) {
        return reading.getWriteId().filter(writeId::equals).isPresent();
    }

    private static boolean isVersion(Reading reading, String version) {
        return reading.getVersion().filter(version::equals).isPresent();
    }
}
