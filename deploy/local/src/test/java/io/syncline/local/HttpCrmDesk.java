package io.syncline.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.simulation.model.ModelCrm.Record;
import io.syncline.simulation.play.CrmDesk;
import java.util.List;
import java.util.Map;

/** A mailbox's records in the CRM that speaks to the gateway: it sends patches, each with its version. */
record HttpCrmDesk(io.syncline.local.demo.CrmDesk crm, String mailbox) implements CrmDesk {

    @Override
    public List<Record> alive() {
        return EditScript.untilDone(() -> crm.recordsOf(mailbox))
                .stream()
                .map(this::record)
                .toList();
    }

    @Override
    public void make(Map<String, String> fields) {
        crm.create(mailbox, ContactTexts.json(fields));
    }

    @Override
    public Map<String, String> edit(Record record, Map<String, String> fields) {
        return ContactTexts.of(crm.edit(mailbox, record.id(), ContactTexts.json(fields)));
    }

    @Override
    public Map<String, String> delete(Record record) {
        return ContactTexts.of(crm.delete(mailbox, record.id()));
    }

    /** Nobody does over HTTP: a deleted record is written whole to live again. */
    @Override
    public void deleteAndRestore(Record record) {
        // The gateway has no door for it.
    }

    @Override
    public boolean savesAsItIs() {
        return false;
    }

    @Override
    public boolean isHeard(Record record) {
        return false;
    }

    @Override
    public void giveTo(Record record, String other) {
        throw new UnsupportedOperationException("This CRM gives no contact away");
    }

    private Record record(JsonNode record) {
        return new Record(mailbox, record.path("id").asText(), record.path("version").asLong(),
                ContactTexts.of(record.path("contact")), false);
    }
}
