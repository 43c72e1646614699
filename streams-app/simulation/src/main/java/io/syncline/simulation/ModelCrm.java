package io.syncline.simulation;

import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.RecordEdited;
import io.syncline.core.state.ItemEvent.ChangeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A CRM that sends each edit in order, and takes in what is published over whatever it shows. */
final class ModelCrm {

    private final Duration skew;
    private final Map<String, Record> records = new LinkedHashMap<>();
    private final Map<String, String> recordsByItem = new HashMap<>();
    private final Deque<RecordEdited> unsent = new ArrayDeque<>();
    private int followed;
    private int edits;

    /** A record as the CRM shows it. */
    record Record(String id, long version, Map<String, String> fields, boolean deleted) {
        Record {
            fields = Map.copyOf(fields);
        }
    }

    ModelCrm(Duration skew) {
        this.skew = skew;
    }

    List<Record> alive() {
        return records.values().stream().filter(record -> !record.deleted()).toList();
    }

    void create(Instant now, Map<String, String> fields) {
        edits++;
        Record record = new Record("crm-" + edits, 0, fields, false);
        records.put(record.id(), record);
        edited(now, record, EditVerb.WHOLE, Values.FIELDS, fields);
    }

    /** Sets fields of a record; an empty text clears. */
    void patch(Instant now, Record record, Map<String, String> fields) {
        Map<String, String> kept = new TreeMap<>(record.fields());
        kept.putAll(fields);
        kept.values().removeIf(String::isEmpty);
        Record after = new Record(record.id(), record.version(), kept, false);
        records.put(record.id(), after);
        edited(now, after, EditVerb.PATCH, fields.keySet(), fields);
    }

    void delete(Instant now, Record record) {
        records.put(record.id(),
                new Record(record.id(), record.version(), record.fields(), true));
        edited(now, record, EditVerb.DELETE, Set.of(), Map.of());
    }

    /** The next edit to send; it stays until it is {@link #sent}. */
    Optional<RecordEdited> next() {
        return Optional.ofNullable(unsent.peek());
    }

    void sent() {
        unsent.poll();
    }

    /** Takes in the next change; false if there is none. */
    boolean follow(List<FoldedMailbox.Change> changes) {
        if (followed >= changes.size()) {
            return false;
        }
        FoldedMailbox.Change change = changes.get(followed++);
        String id = change.recordId().isEmpty()
                ? recordsByItem.getOrDefault(change.item(), change.item())
                : change.recordId();
        String before = recordsByItem.put(change.item(), id);
        if (before != null && !before.equals(id)) {
            records.remove(before); // The item turned out to be a record made here.
        }
        Record known = records.getOrDefault(id, new Record(id, 0, Map.of(), false));
        if (known.version() < change.after().version()) {
            Map<String, String> fields = Values.texts(change.after().contents(), Values.FIELDS);
            fields.values().removeIf(String::isEmpty);
            records.put(id, new Record(id, change.after().version(), fields,
                    change.kind() == ChangeKind.DELETED));
        }
        return true;
    }

    private void edited(Instant now, Record record, EditVerb verb, Set<String> fields,
            Map<String, String> values) {
        edits++;
        unsent.add(new RecordEdited("edit-" + edits, record.id(), verb, fields,
                Values.contents(values), now.plus(skew), -1, record.version()));
    }
}
