package io.syncline.source;

import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.registry.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Tells a mailbox's policy as a fact, when it is not the one that was last told.
 *
 * <pre>
 * last told                     now              then
 * nothing                       the defaults     nothing
 * the same                      -                nothing
 * one that tracks the same      -                it is told
 * one that tracks others        -                it is told, and every folder is listed anew: what
 *                                                was withheld may leave now, or the other way
 * </pre>
 */
final class PolicyTelling {

    private static final String HASH_OF_DEFAULTS = hash(Policy.newBuilder().build());

    private final Policy policy;
    private final String tracking;
    private final String hash;

    /** The cursor behind what was told, and what was. */
    record Told(Cursor cursor, List<Decision> decisions) {}

    PolicyTelling(Policy policy) {
        this.policy = policy;
        this.tracking = tracking(policy);
        this.hash = hash(policy);
    }

    Told told(MailboxRef mailbox, Cursor cursor) {
        String last = cursor.getPolicy().orElse(HASH_OF_DEFAULTS);
        if (last.equals(hash)) {
            return new Told(cursor, List.of());
        }
        long sequence = cursor.getSequence() + 1;
        Cursor.Builder after = Cursor.newBuilder(cursor).setPolicy(hash).setSequence(sequence);
        if (!last.startsWith(tracking)) {
            after.setFolders(cursor.getFolders().stream().map(Folders::anew).toList());
        }
        return new Told(after.build(), List.of(decision(mailbox, sequence)));
    }

    /** The number tells a policy from the same one told before another. */
    private Decision decision(MailboxRef mailbox, long sequence) {
        return Decision.newBuilder()
                .setTenant(mailbox.tenant())
                .setMailbox(mailbox.mailbox())
                .setEventId(mailbox.tenant() + "/" + mailbox.mailbox() + "#" + sequence + "/"
                        + hash)
                .setKind(DecisionKind.POLICY)
                .setDecidedBy("source")
                .setPolicy(policy)
                .build();
    }

    /** Begins with what says which contacts take part. */
    private static String hash(Policy policy) {
        return tracking(policy) + "-" + hash(policy.toString());
    }

    private static String tracking(Policy policy) {
        return hash(policy.getPrivateContacts() + " " + String.join("\n", policy.getCategories()));
    }

    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
