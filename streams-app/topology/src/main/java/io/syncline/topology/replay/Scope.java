package io.syncline.topology.replay;

import io.syncline.schemas.topic.RecordKey;

/**
 * Of which mailboxes a replay is.
 *
 * @param tenant its id; empty: every tenant
 * @param mailbox its stable id; empty: every mailbox of the tenant
 */
public record Scope(String tenant, String mailbox) {

    /** Every mailbox. */
    public static final Scope ALL = new Scope("", "");

    public Scope {
        if (tenant.isEmpty() && !mailbox.isEmpty()) {
            throw new IllegalArgumentException("A mailbox is one of a tenant");
        }
    }

    /** Whether it is one mailbox, which stands in one partition. */
    public boolean isOneMailbox() {
        return !mailbox.isEmpty();
    }

    /** Whether a record's key is one of these mailboxes', on the journal or behind it. */
    public boolean covers(String key) {
        return key.startsWith(prefix());
    }

    /** Whether a key of the journal is needed: those mailboxes', and what is decided for all of a tenant. */
    boolean needs(String key) {
        return covers(key) || key.startsWith(ofTenant()) || key.startsWith(OF_PARTITION);
    }

    /** As people type it; empty for every tenant. */
    @Override
    public String toString() {
        String prefix = prefix();
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }

    /** What is told to a whole partition has neither tenant nor mailbox. */
    static final String OF_PARTITION = RecordKey.prefix("", "");

    private String prefix() {
        if (tenant.isEmpty()) {
            return "";
        }
        return isOneMailbox() ? RecordKey.prefix(tenant, mailbox) : RecordKey.join(tenant) + "/";
    }

    private String ofTenant() {
        return RecordKey.prefix(tenant, "");
    }
}
