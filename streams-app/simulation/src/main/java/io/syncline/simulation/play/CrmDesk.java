package io.syncline.simulation.play;

import io.syncline.simulation.model.ModelCrm.Record;
import java.util.List;
import java.util.Map;

/** What a person can do with a mailbox's records in the CRM. An empty text clears. */
public interface CrmDesk {

    /** The records that are not deleted. */
    List<Record> alive();

    void make(Map<String, String> fields);

    /** @return what stood in these fields at that moment, whatever the person had looked at */
    Map<String, String> edit(Record record, Map<String, String> fields);

    /** @return what stood there at that moment */
    Map<String, String> delete(Record record);

    /** Deletes a record and takes that back at once. */
    void deleteAndRestore(Record record);

    /** Whether a record can be saved as it is, and is sent whole with the version it was built on. */
    boolean savesAsItIs();

    /** Whether everything that was done to a record here has come back as a change. */
    boolean isHeard(Record record);

    /** Gives a contact to another mailbox of the tenant. */
    void giveTo(Record record, String mailbox);
}
