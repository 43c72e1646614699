package io.syncline.console.system;

import io.syncline.schemas.topic.RecordKey;
import java.util.Comparator;

/**
 * A mailbox as operators name it: {@code tenant/mailbox}, as it stands at the beginning of keys.
 *
 * @param tenant the tenant's id, not empty
 * @param mailbox the mailbox's stable id, not empty
 */
public record MailboxName(String tenant, String mailbox) implements Comparable<MailboxName> {

    private static final Comparator<MailboxName> ORDER = Comparator
            .comparing(MailboxName::tenant)
            .thenComparing(MailboxName::mailbox);

    public MailboxName {
        if (tenant.isBlank() || mailbox.isBlank()) {
            throw new IllegalArgumentException("A mailbox has a tenant and an id");
        }
    }

    /** @throws IllegalArgumentException if it has another form than tenant/mailbox */
    public static MailboxName parse(String text) {
        return of(RecordKey.parse(text + "/"));
    }

    /** The mailbox that a record's key names. */
    public static MailboxName of(RecordKey key) {
        return new MailboxName(key.tenant(), key.mailbox());
    }

    /** What all keys of this mailbox begin with. */
    public String prefix() {
        return RecordKey.prefix(tenant, mailbox);
    }

    @Override
    public int compareTo(MailboxName other) {
        return ORDER.compare(this, other);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        String prefix = prefix();
        return prefix.substring(0, prefix.length() - 1);
    }
}
