package io.syncline.console.history;

import io.syncline.console.system.MailboxName;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Capability;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.Gone;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Review;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.HistoryFold;
import io.syncline.topology.history.Restorations;
import io.syncline.topology.history.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A journal that a test tells fact by fact, folded as it grows. */
public final class ToldJournal {

    static {
        AvroTrust.install();
    }

    public static final MailboxName MAILBOX = new MailboxName("acme", "agent-1");
    static final List<String> FIELDS = List.of("givenName", "surname", "emailAddresses",
            "mobilePhone", "jobTitle", "companyName");
    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    /** An entry with the time at which it was appended. */
    record Entry(JournalEntry entry, HistoryFold.Place place) {}

    private final FoldedMailbox folded = new FoldedMailbox();
    private final List<Entry> entries = new ArrayList<>();
    private Instant now = START;
    private int events;

    public FoldedMailbox folded() {
        return folded;
    }

    /** What is counted of it without a store. */
    JournalCounts counted(Instant asOf) {
        JournalCounts counts = JournalCounts.asOf(asOf);
        HistoryFold fold = JournalCounts.fold();
        entries.forEach(entry -> counts.take(fold.fold(entry.entry(), entry.place())));
        return counts;
    }

    List<Entry> entries() {
        return entries;
    }

    public Instant now() {
        return now;
    }

    /** Lets time pass; returns the time then. */
    Instant pass(Duration time) {
        now = now.plus(time);
        return now;
    }

    public Instant passMinutes(int minutes) {
        return pass(Duration.ofMinutes(minutes));
    }

    /** The mailbox tells what it can hold, and has been listed. */
    public ToldJournal ready() {
        Observed.Builder capable = observed(ObservedKind.CAPABILITIES);
        observe(capable.setCapabilities(Restorations.fields()
                .stream()
                .map(field -> new Capability(field, 3))
                .toList()));
        observe(observed(ObservedKind.LISTED));
        return this;
    }

    /** The mailbox shows a contact at a version. */
    public void seen(String id, int version, Contact contact) {
        observe(observed(ObservedKind.ITEM).setItem(reading(id, version, contact)));
    }

    void gone(String id) {
        observe(observed(ObservedKind.GONE).setGone(new Gone(id, GoneEvidence.DELETED_ITEMS)));
    }

    /** The CRM writes a whole new record; returns the item. */
    public String created(String record, Contact contact) {
        edited(EditKind.WHOLE, record, FIELDS, contact, "", 0);
        return item(record);
    }

    public void patched(String record, String by, String field, Contact contact) {
        edited(EditKind.PATCH, record, List.of(field), contact, by,
                glance(item(record)).version());
    }

    /** An edit by somebody who looked at an older version. */
    public void patchedUnseen(String record, String field, Contact contact, long seenVersion) {
        edited(EditKind.PATCH, record, List.of(field), contact, "", seenVersion);
    }

    public void deleted(String record, String by) {
        edited(EditKind.DELETE, record, List.of(), Contact.newBuilder().build(), by,
                glance(item(record)).version());
    }

    /** As the commands hand them in. */
    void handed(List<Edited> edits) {
        edits.forEach(edit -> tell(JournalKind.EDITED, edit.getEventId(),
                entry -> entry.setEdited(edit)));
    }

    void decided(Decision.Builder decision) {
        String id = nextId();
        Decision built = decision.setTenant(MAILBOX.tenant())
                .setMailbox(MAILBOX.mailbox())
                .setEventId(id)
                .setDecidedBy("pat")
                .build();
        tell(JournalKind.DECIDED, id, entry -> entry.setDecision(built));
    }

    void disabled() {
        decided(Decision.newBuilder().setKind(DecisionKind.DISABLED));
    }

    /** Another generation of merge takes over; what nobody answered by then, nobody sent. */
    public void takenOver() {
        marked(GenerationStep.HANDOVER, 1, 2);
        passMinutes(1);
        marked(GenerationStep.HANDED_OVER, 1, 2);
        reviewed();
    }

    /** What only that generation's rules want goes out. */
    public void released() {
        passMinutes(1);
        marked(GenerationStep.RELEASE, 2, 2);
        reviewed();
    }

    private void marked(GenerationStep step, int from, int to) {
        String id = nextId();
        Decision decision = Decision.newBuilder()
                .setTenant("")
                .setEventId(id)
                .setDecidedBy("pat")
                .setKind(DecisionKind.GENERATION)
                .setGeneration(new GenerationMark(step, from, to, -1))
                .build();
        tell("", "", JournalKind.DECIDED, id, entry -> entry.setDecision(decision));
    }

    /** As merge itself walks over the items after such a mark. */
    private void reviewed() {
        decided(Decision.newBuilder()
                .setKind(DecisionKind.REVIEW)
                .setReview(new Review("RELEASE", "")));
    }

    /** The outstanding command of an item lands, and the mailbox shows what it should. */
    public void landed(String item, String id, int version) {
        answered(item, WriteOutcome.LANDED, Presence.PRESENT, reading(id, version,
                contact(glance(item))), null);
    }

    /** The delete of an item lands. */
    public void landedGone(String item) {
        answered(item, WriteOutcome.LANDED, Presence.GONE, null, null);
    }

    public void rejected(String item, String reason) {
        answered(item, WriteOutcome.REJECTED, Presence.UNKNOWN, null, reason);
    }

    public Glance glance(String item) {
        return folded.glance(key(item)).orElseThrow();
    }

    /** The item that the CRM names so. */
    String item(String record) {
        return folded.glances(MAILBOX, "", 1_000)
                .stream()
                .filter(glance -> glance.editedAs().equals(record))
                .map(Glance::item)
                .findFirst()
                .orElseThrow();
    }

    static RecordKey key(String item) {
        return new RecordKey(MAILBOX.tenant(), MAILBOX.mailbox(), item);
    }

    static Contact contact(Glance glance) {
        Map<String, Shown> values = new TreeMap<>();
        glance.fields().forEach((field, now) -> values.put(field, now.value()));
        return Restorations.contact(values);
    }

    /** Tells a store all of it that it does not know yet. */
    public void fill(HistoryStore store) {
        store.begin("journal-1", 1);
        entries.subList((int) store.next(0), entries.size())
                .forEach(entry -> store.take(entry.entry(), entry.place()));
        store.commit();
    }

    private void edited(EditKind kind, String record, List<String> fields, Contact contact,
            String by, long seenVersion) {
        String id = nextId();
        handed(List.of(Edited.newBuilder()
                .setTenant(MAILBOX.tenant())
                .setMailbox(MAILBOX.mailbox())
                .setRecordId(record)
                .setEventId(id)
                .setKind(kind)
                .setFields(fields)
                .setContact(contact)
                .setEditedAt(now)
                .setEditedBy(by.isEmpty() ? null : by)
                .setSeenVersion(seenVersion == 0 ? null : seenVersion)
                .build()));
    }

    private void answered(String item, WriteOutcome outcome, Presence presence,
            @Nullable Reading there, @Nullable String reason) {
        Glance.Outstanding outstanding = glance(item).outstanding().orElseThrow();
        Happening.Commanded command = folded.timeline(key(item))
                .turns()
                .stream()
                .flatMap(turn -> turn.happenings().stream())
                .filter(Happening.Commanded.class::isInstance)
                .map(Happening.Commanded.class::cast)
                .filter(issued -> issued.number() == outstanding.number())
                .findFirst()
                .orElseThrow();
        String id = nextId();
        Write write = Write.newBuilder()
                .setTenant(MAILBOX.tenant())
                .setMailbox(MAILBOX.mailbox())
                .setItem(item)
                .setNumber(command.number())
                .setWriteId(command.writeId())
                .setCauseId("a cause")
                .setKind(command.kind())
                .setProvider(command.provider())
                .setFields(command.fields())
                .setContact(contact(glance(item)))
                .setDecidedAt(outstanding.since())
                .build();
        WriteResult result = WriteResult.newBuilder()
                .setEventId(id)
                .setWrite(write)
                .setOutcome(outcome)
                .setLandedVersion(there == null ? null : there.getVersion().orElseThrow())
                .setPresence(presence)
                .setNow(there)
                .setReason(reason)
                .build();
        tell(JournalKind.WRITE_RESULT, id, entry -> entry.setResult(result));
    }

    private Reading reading(String id, int version, Contact contact) {
        return Reading.newBuilder()
                .setExternalId(id)
                .setVersion("v" + version)
                .setModifiedAt(now)
                .setFields(FIELDS)
                .setContact(contact)
                .build();
    }

    private Observed.Builder observed(ObservedKind kind) {
        return Observed.newBuilder()
                .setTenant(MAILBOX.tenant())
                .setMailbox(MAILBOX.mailbox())
                .setProvider("graph")
                .setEventId(nextId())
                .setKind(kind);
    }

    private void observe(Observed.Builder observed) {
        Observed built = observed.build();
        tell(JournalKind.OBSERVED, built.getEventId(), entry -> entry.setObserved(built));
    }

    private interface Branch {
        JournalEntry.Builder set(JournalEntry.Builder entry);
    }

    private void tell(JournalKind kind, String id, Branch branch) {
        tell(MAILBOX.tenant(), MAILBOX.mailbox(), kind, id, branch);
    }

    private void tell(String tenant, String mailbox, JournalKind kind, String id, Branch branch) {
        JournalEntry entry = branch.set(JournalEntry.newBuilder()
                .setTenant(tenant)
                .setMailbox(mailbox)
                .setEventId(id)
                .setKind(kind)).build();
        HistoryFold.Place place = new HistoryFold.Place(0, entries.size(), now);
        entries.add(new Entry(entry, place));
        folded.take(folded.fold().fold(entry, place).turns());

    }

    private String nextId() {
        events++;
        return "event-" + events;
    }
}
