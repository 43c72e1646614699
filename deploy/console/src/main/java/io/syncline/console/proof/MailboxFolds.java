package io.syncline.console.proof;

import io.syncline.console.system.HeldDeletes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Proof;
import io.syncline.schemas.topic.RecordKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the topics say of mailboxes, folded record by record. Kept is what is out of the ordinary: a held
 * delete, an ambiguous contact; and of each mailbox its cursor's state and its proof. Thread-safe.
 *
 * <pre>
 * an ambiguous contact is settled by
 *   a decision about it that was not refused
 *   its turning up among the merged, where no ambiguous one is
 * </pre>
 */
final class MailboxFolds {

    static final String AMBIGUOUS = "ambiguous-match";

    private final Map<MailboxName, CursorState> cursors = new HashMap<>();
    private final Map<MailboxName, Proof> proofs = new HashMap<>();
    private final Map<RecordKey, HeldDeletes.Found> held = new HashMap<>();
    private final Set<RecordKey> ambiguous = new HashSet<>();
    /** Items that are decided about, by the decision's event. */
    private final Map<String, RecordKey> matched = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<RecordKey> turnedUp = new HashSet<>();
    private final Map<MailboxName, Boolean> enabled = new HashMap<>();

    /** Takes a record of any topic in; what says nothing of how a mailbox stands is passed over. */
    synchronized void take(Row<SpecificRecord> row) {
        switch (row.value()) {
            case Cursor cursor -> cursors.put(new MailboxName(cursor.getTenant(),
                    cursor.getMailbox()),
                    CursorState.of(cursor, Instant.ofEpochMilli(row.timestamp())));
            case Proof proof ->
                proofs.put(new MailboxName(proof.getTenant(), proof.getMailbox()), proof);
            case Merged item -> merged(RecordKey.parse(row.key()), item);
            case Alert alert when alert.getCode().equals(AMBIGUOUS) ->
                ambiguous.add(RecordKey.parse(row.key()));
            case Decision decision -> decided(decision);
            default -> {
                // Says nothing of it.
            }
        }
    }

    /** A fact of that id is a dead letter. */
    synchronized void refused(String eventId) {
        refused.add(eventId);
    }

    private void merged(RecordKey key, Merged item) {
        HeldDeletes.Found.of(item)
                .ifPresentOrElse(found -> held.put(key, found), () -> held.remove(key));
        if (ambiguous.contains(key)) {
            turnedUp.add(key);
        }
    }

    private void decided(Decision decision) {
        Optional<MailboxName> mailbox = decision.getMailbox()
                .filter(id -> !id.isEmpty())
                .map(id -> new MailboxName(decision.getTenant(), id));
        if (mailbox.isEmpty()) {
            return;
        }
        if (decision.getKind() == DecisionKind.MATCHED) {
            matched.put(decision.getEventId(), new RecordKey(decision.getTenant(),
                    mailbox.get().mailbox(), decision.getItem().orElse("")));
        }
        if (decision.getKind() == DecisionKind.ENABLED
                || decision.getKind() == DecisionKind.DISABLED) {
            enabled.put(mailbox.get(), decision.getKind() == DecisionKind.ENABLED);
        }
    }

    /** Every mailbox that was ever read. */
    synchronized Set<MailboxName> read() {
        return new TreeSet<>(cursors.keySet());
    }

    synchronized Optional<CursorState> cursor(MailboxName mailbox) {
        return Optional.ofNullable(cursors.get(mailbox));
    }

    synchronized Optional<Proof> proof(MailboxName mailbox) {
        return Optional.ofNullable(proofs.get(mailbox));
    }

    /** Whether the last decision about it within 30 days was that nothing is written to it. */
    synchronized boolean isDisabled(MailboxName mailbox) {
        return !enabled.getOrDefault(mailbox, true);
    }

    /** Those that are held now. */
    synchronized Collection<HeldDeletes.Found> held() {
        return List.copyOf(held.values());
    }

    /** The mailboxes that have any. */
    synchronized Set<MailboxName> mailboxesWithHeld() {
        Set<MailboxName> mailboxes = new HashSet<>();
        held.values().forEach(found -> mailboxes.add(found.delete().mailbox()));
        return mailboxes;
    }

    /** The ids of those that wait. */
    synchronized Set<String> ambiguousItems() {
        Set<String> items = new HashSet<>();
        ambiguous().forEach(key -> items.add(key.id()));
        return items;
    }

    /** The contacts that wait for a decision about who they are. */
    synchronized Set<RecordKey> ambiguous() {
        Set<RecordKey> open = new HashSet<>(ambiguous);
        open.removeAll(turnedUp);
        matched.forEach((eventId, key) -> {
            if (!refused.contains(eventId)) {
                open.remove(key);
            }
        });
        return open;
    }
}
