package io.syncline.benchmarks;

import io.syncline.core.fact.Fact.ItemObserved;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.wire.ContactMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One mailbox and its CRM, of which each contact is edited in the CRM now and then, and in which every
 * command is carried out at once. Not for several threads.
 */
public final class LiveMailbox {

    private static final String FIELD = "jobTitle";

    private final String name;
    private final List<MailboxItem> items = new ArrayList<>();
    private final Map<String, MailboxItem> byItem = new HashMap<>();
    /** How often merged was published of each, as far as the CRM knows. */
    private final long[] versions;
    private long edits;

    /** @param name the mailbox's id */
    public LiveMailbox(String name, long seed, int contacts) {
        this.name = name;
        this.versions = new long[contacts];
        People people = new People(new Random(seed));
        for (int i = 0; i < contacts; i++) {
            MailboxItem item = new MailboxItem(name, i, people.next(), Instant.now());
            items.add(item);
            byItem.put(item.key().item(), item);
            versions[i] = 1;
        }
    }

    /** What a source tells until the mailbox is listed. */
    public List<Observed> listing() {
        EntryWriter writer = new EntryWriter(name);
        List<JournalEntry> told = new ArrayList<>();
        told.add(writer.capabilities(id(1), MailboxItem.ENTRIES_MAX));
        for (MailboxItem item : items) {
            told.add(writer.entry(new ItemObserved(id(told.size() + 1L), item.reading())));
        }
        told.add(writer.listed(id(told.size() + 1L)));
        return told.stream().flatMap(entry -> entry.getObserved().stream()).toList();
    }

    /** Somebody edits a contact in the CRM, who had seen what was published of it last. */
    public Edited edited(int contact) {
        edits++;
        Edited edited = Edited.newBuilder()
                .setTenant(FoldedMailbox.TENANT)
                .setMailbox(name)
                .setRecordId(items.get(contact).key().item())
                .setEventId("crm/" + name + "#" + edits)
                .setKind(EditKind.PATCH)
                .setFields(List.of(FIELD))
                .setContact(Contact.newBuilder().setJobTitle("Title " + edits).build())
                .setEditedAt(Instant.now())
                .setSeenVersion(versions[contact])
                .build();
        versions[contact]++;
        return edited;
    }

    /** The command is carried out; what the mailbox shows then. */
    public WriteResult carriedOut(Write write) {
        MailboxItem item = byItem.get(write.getItem());
        if (item == null) {
            throw new IllegalStateException("A command for an unknown item: " + write.getItem());
        }
        item.write(write.getFields(), ContactMapping.contents(write.getContact()), Instant.now());
        return WriteResult.newBuilder()
                .setEventId("result of " + write.getWriteId())
                .setWrite(write)
                .setOutcome(WriteOutcome.LANDED)
                .setLandedVersion(item.version())
                .setPresence(Presence.PRESENT)
                .setNow(EntryWriter.reading(item.reading()))
                .build();
    }

    /** The key of facts about an item, by any id of it. */
    public String key(String id) {
        return new RecordKey(FoldedMailbox.TENANT, name, id).text();
    }

    private String id(long number) {
        return FoldedMailbox.TENANT + "/" + name + "#" + number;
    }
}
