package io.syncline.simulation.model;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The CRM of one tenant: sends its edits, and takes what is published over whatever it shows. */
public final class ModelCrm {

    private final String tenant;
    private final Style style;
    private final Duration skew;
    private final Map<String, Record> records = new LinkedHashMap<>();
    private final Map<String, String> idsByItem = new HashMap<>();
    private final Map<String, Map<String, String>> written = new HashMap<>();
    private final Map<String, Record> published = new HashMap<>();
    private final Set<String> deletedHere = new HashSet<>();
    private final Map<String, String> unheard = new LinkedHashMap<>();
    private final List<Edited> unsent = new ArrayList<>();
    private final List<Edited> sent = new ArrayList<>();
    private int edits;

    /** How a CRM tells its edits. */
    public enum Style {
        /** The fields that were edited, and the version that its user was looking at. */
        PATCHES,
        /** The whole record, and that version. */
        WHOLE_RECORDS,
        /** The whole record; it cannot tell the version. */
        WHOLE_WITHOUT_VERSION,
        /** The fields that were edited, with numbers of its own, in whatever order. */
        NUMBERED_PATCHES
    }

    /** A record as the CRM shows it. */
    public record Record(String mailbox, String id, long version, Map<String, String> fields,
            boolean deleted) {
        public Record {
            fields = Map.copyOf(fields);
        }

        public String shown(String field) {
            return fields.getOrDefault(field, "");
        }

        String key() {
            return mailbox + "/" + id;
        }
    }

    public ModelCrm(String tenant, Style style, Duration skew) {
        this.tenant = tenant;
        this.style = style;
        this.skew = skew;
    }

    public String tenant() {
        return tenant;
    }

    public Style style() {
        return style;
    }

    /** The records of a mailbox that are not deleted. */
    public List<Record> alive(String mailbox) {
        return records.values()
                .stream()
                .filter(record -> record.mailbox().equals(mailbox) && !record.deleted())
                .toList();
    }

    public void create(Instant now, String mailbox, Map<String, String> fields) {
        edits++;
        Record record = new Record(mailbox, "crm-" + edits, 0, fields, false);
        records.put(record.key(), record);
        send(edited(now, record, EditKind.WHOLE).setFields(Fields.ALL)
                .setContact(Fields.contact(fields))
                .setSeenVersion(null)
                .build());
    }

    /** Sets fields of a record; an empty text clears. */
    public void edit(Instant now, Record record, Map<String, String> fields) {
        Record after = new Record(record.mailbox(), record.id(), record.version(),
                Fields.over(record.fields(), fields), false);
        records.put(after.key(), after);
        boolean whole = style == Style.WHOLE_RECORDS || style == Style.WHOLE_WITHOUT_VERSION;
        send(edited(now, after, whole ? EditKind.WHOLE : EditKind.PATCH)
                .setFields(whole ? Fields.ALL : List.copyOf(fields.keySet()))
                .setContact(Fields.contact(whole ? after.fields() : fields))
                .build());
        if (style == Style.WHOLE_WITHOUT_VERSION) {
            written.put(unsent.getLast().getEventId(), fields);
        }
    }

    public void delete(Instant now, Record record) {
        records.put(record.key(), new Record(record.mailbox(), record.id(), record.version(),
                record.fields(), true));
        send(edited(now, record, EditKind.DELETE).build());
        deletedHere.add(unsent.getLast().getEventId());
    }

    /** Takes a deletion back. */
    public void restore(Instant now, Record record) {
        records.put(record.key(), record);
        deletedHere.removeIf(event -> record.key().equals(unheard.get(event)));
        send(edited(now, record, EditKind.RESTORE).build());
    }

    /** Gives a contact to another mailbox. */
    public void reassign(Instant now, Record record, String mailbox) {
        records.put(record.key(), new Record(record.mailbox(), record.id(), record.version(),
                record.fields(), true));
        Record given = new Record(mailbox, record.id(), 0, record.fields(), false);
        records.put(given.key(), given);
        send(edited(now, record, EditKind.REASSIGN).setFields(Fields.ALL)
                .setContact(Fields.contact(record.fields()))
                .setToMailbox(mailbox)
                .build());
    }

    /** The edits that are not sent yet, oldest first. */
    public List<Edited> unsent() {
        return unsent;
    }

    /** It sent this edit. */
    public void sent(Edited edit) {
        sent.add(edit);
    }

    /** The last edits that it sent, oldest first. */
    public List<Edited> lastSent(int edits) {
        return List.copyOf(sent.subList(Math.max(0, sent.size() - edits), sent.size()));
    }

    /** Whether its edits may be told in another order than they were made. */
    public boolean isNumbered() {
        return style == Style.NUMBERED_PATCHES;
    }

    /** Whether everything that was done to a record here has come back as a change. */
    public boolean isHeard(Record record) {
        return !unheard.containsValue(record.key());
    }

    /** Nothing is under way any more: what was not heard of changed nothing, and is not shown longer. */
    public void hearAll() {
        Set<String> waiting = Set.copyOf(unheard.values());
        unheard.clear();
        records.replaceAll((key, record) -> waiting.contains(key)
                ? published.getOrDefault(key, record)
                : record);
    }

    /** Takes in a change, once or again; gives the record as it shows it then. */
    public Record follow(Change change) {
        hear(change.getCauseId());
        String item = change.getMailbox() + "/" + change.getItem();
        String id = change.getRecordId()
                .orElseGet(() -> idsByItem.getOrDefault(item, change.getItem()));
        Optional.ofNullable(idsByItem.put(item, id))
                .filter(before -> !before.equals(id))
                .ifPresent(before -> records.remove(change.getMailbox() + "/" + before));
        Record known = records.getOrDefault(change.getMailbox() + "/" + id,
                new Record(change.getMailbox(), id, 0, Map.of(), false));
        if (known.version() < change.getVersion()) {
            published.put(known.key(), new Record(change.getMailbox(), id, change.getVersion(),
                    Fields.of(change.getContact()), change.getKind() == ChangeKind.DELETED));
            Map<String, String> fields = withUnheard(change.getMailbox(), id,
                    Fields.of(change.getContact()));
            Record after = new Record(change.getMailbox(), id, change.getVersion(), fields,
                    change.getKind() == ChangeKind.DELETED
                            || isDeletedHere(known));
            records.put(after.key(), after);
            return after;
        }
        return known;
    }

    /** What it sent of the same record before has come through as well, and changed nothing. */
    private void hear(String event) {
        String record = unheard.getOrDefault(event, "");
        List<String> heard = new ArrayList<>();
        for (Map.Entry<String, String> sent : unheard.entrySet()) {
            if (sent.getValue().equals(record)) {
                heard.add(sent.getKey());
            }
            if (sent.getKey().equals(event)) {
                break;
            }
        }
        if (!record.isEmpty()) {
            heard.forEach(unheard::remove);
        }
    }

    /** Whether its own delete of a record is still under way. */
    private boolean isDeletedHere(Record record) {
        return deletedHere.stream().anyMatch(event -> record.key().equals(unheard.get(event)));
    }

    /** A CRM that names no version shows what it has not heard back yet; else it would take it back. */
    private Map<String, String> withUnheard(String mailbox, String id,
            Map<String, String> published) {
        Map<String, String> shown = new TreeMap<>(published);
        unheard.forEach((event, record) -> {
            if (record.equals(mailbox + "/" + id)) {
                shown.putAll(written.getOrDefault(event, Map.of()));
            }
        });
        shown.values().removeIf(String::isEmpty);
        return shown;
    }

    private Edited.Builder edited(Instant now, Record record, EditKind kind) {
        edits++;
        return Edited.newBuilder()
                .setTenant(tenant)
                .setMailbox(record.mailbox())
                .setRecordId(record.id())
                .setEventId(tenant + "-edit-" + edits)
                .setKind(kind)
                .setContact(Fields.contact(Map.of()))
                .setEditedAt(now.plus(skew))
                .setRevision(isNumbered() ? (long) edits : null)
                .setSeenVersion(style == Style.WHOLE_WITHOUT_VERSION ? null : record.version());
    }

    private void send(Edited edit) {
        unheard.put(edit.getEventId(), edit.getMailbox() + "/" + edit.getRecordId());
        unsent.add(edit);
    }
}
