package io.syncline.simulation.play;

import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelCrm;
import io.syncline.simulation.model.ModelCrm.Record;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A mailbox's records in a CRM of the model, wherever that sends its edits. */
public record ModelCrmDesk(ModelCrm crm, String mailbox, Instant now) implements CrmDesk {

    @Override
    public List<Record> alive() {
        return crm.alive(mailbox);
    }

    @Override
    public void make(Map<String, String> fields) {
        crm.create(now, mailbox, fields);
    }

    @Override
    public Map<String, String> edit(Record record, Map<String, String> fields) {
        crm.edit(now, record, fields);
        return Fields.only(record.fields(), fields.keySet());
    }

    @Override
    public Map<String, String> delete(Record record) {
        crm.delete(now, record);
        return record.fields();
    }

    @Override
    public void deleteAndRestore(Record record) {
        crm.delete(now, record);
        crm.restore(now, record);
    }

    @Override
    public boolean savesAsItIs() {
        return crm.style() == ModelCrm.Style.WHOLE_RECORDS;
    }

    @Override
    public boolean isHeard(Record record) {
        return crm.isHeard(record);
    }

    @Override
    public void giveTo(Record record, String other) {
        crm.reassign(now, record, other);
    }
}
