package io.syncline.schemas.topic;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Applied;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.Proof;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.topic.Topic.Clock;
import io.syncline.schemas.topic.Topic.Spread;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;

/** Every topic of Syncline, declared once. */
public final class TopicCatalogue {

    static {
        AvroTrust.install();
    }

    private static final String ITEM = "tenant/mailbox/item id";
    private static final String REPLICA = "tenant/mailbox/the replica's id of the item";
    private static final String MAILBOX = "tenant/mailbox/";

    public static final Topic TENANTS = new Topic("syncline.tenant.registry.v1", "tenant",
            Tenant.getClassSchema(), Spread.SINGLE, compacted(), Clock.PRODUCER, "operator tools");
    public static final Topic MAILBOXES = new Topic("syncline.mailbox.registry.v1", MAILBOX,
            Mailbox.getClassSchema(), Spread.BY_MAILBOX, compacted(), Clock.PRODUCER,
            "operator tools");
    public static final Topic CURSORS = new Topic("syncline.mailbox.cursor.v1", MAILBOX,
            Cursor.getClassSchema(), Spread.BY_MAILBOX, compacted(), Clock.PRODUCER, "source");
    public static final Topic PROOFS = new Topic("syncline.mailbox.proof.v1", MAILBOX,
            Proof.getClassSchema(), Spread.BY_MAILBOX, compacted(), Clock.PRODUCER, "source");

    public static final Topic OBSERVED = contact("observed", REPLICA, Observed.getClassSchema(),
            days(7), "source");
    public static final Topic EDITED = contact("edited", REPLICA, Edited.getClassSchema(), days(7),
            "gateway or the CRM");
    public static final Topic DECISIONS = contact("decisions", MAILBOX, Decision.getClassSchema(),
            days(30), "operator tools, source (policies) and merge (reviews)");
    public static final Topic JOURNAL = new Topic("syncline.contact.journal.v1", REPLICA,
            JournalEntry.getClassSchema(), Spread.BY_MAILBOX, new Retention.KeptForEver(),
            Clock.BROKER, "sequence");
    public static final Topic MERGED = contact("merged", ITEM, Merged.getClassSchema(), compacted(),
            "merge");
    public static final Topic CHANGES = contact("changes", ITEM, Change.getClassSchema(), days(30),
            "merge");
    public static final Topic CONFLICTS = contact("conflicts", ITEM, Conflict.getClassSchema(),
            days(30), "merge");
    public static final Topic WRITES = contact("writes", ITEM, Write.getClassSchema(), days(14),
            "merge");
    public static final Topic WRITE_RESULTS = contact("write-results", ITEM,
            WriteResult.getClassSchema(), days(14), "sink");
    public static final Topic APPLIED = contact("applied", ITEM, Applied.getClassSchema(),
            compacted(), "sink");

    public static final Topic ALERTS = new Topic("syncline.ops.alerts.v1", "what it concerns",
            Alert.getClassSchema(), Spread.SINGLE, days(30), Clock.PRODUCER, "every service");
    public static final Topic DEAD_LETTERS = new Topic("syncline.ops.dead-letters.v1",
            "the key of the record that failed", DeadLetter.getClassSchema(), Spread.SINGLE,
            days(30), Clock.PRODUCER, "every service");

    public static final Topic AUDIT = new Topic("syncline.ops.audit.v1",
            "the tenant, or empty", Audit.getClassSchema(), Spread.SINGLE,
            new Retention.KeptForEver(),
            Clock.PRODUCER, "operator tools");
    public static final Topic GENERATIONS = new Topic("syncline.ops.generations.v1",
            "the generation's number", Generation.getClassSchema(), Spread.SINGLE, compacted(),
            Clock.PRODUCER, "operator tools");

    private static final List<Topic> ALL = List.of(TENANTS, MAILBOXES, CURSORS, PROOFS, OBSERVED,
            EDITED,
            DECISIONS, JOURNAL, MERGED, CHANGES, CONFLICTS, WRITES, WRITE_RESULTS, APPLIED, ALERTS,
            DEAD_LETTERS, AUDIT, GENERATIONS);

    private TopicCatalogue() {}

    /** All topics. */
    public static List<Topic> all() {
        return ALL;
    }

    private static Topic contact(String kind, String key, Schema value, Retention retention,
            String owner) {
        return new Topic("syncline.contact." + kind + ".v1", key, value, Spread.BY_MAILBOX,
                retention, Clock.PRODUCER, owner);
    }

    private static Retention compacted() {
        return new Retention.Compacted();
    }

    private static Retention days(int days) {
        return new Retention.KeptFor(Duration.ofDays(days));
    }
}
