package io.syncline.port;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The providers of all tenants and the mailboxes to look after.
 *
 * @param byTenant each tenant's provider
 * @param mailboxes every mailbox that takes part
 */
public record Providers(Map<String, MailboxProvider> byTenant, List<MailboxRef> mailboxes)
        implements
            AutoCloseable {

    public Providers {
        byTenant = Map.copyOf(byTenant);
        mailboxes = List.copyOf(mailboxes);
    }

    /** These and others, which are of other tenants. */
    public Providers and(Providers others) {
        Map<String, MailboxProvider> all = new HashMap<>(byTenant);
        all.putAll(others.byTenant);
        return new Providers(all,
                Stream.concat(mailboxes.stream(), others.mailboxes.stream()).toList());
    }

    /** @throws IllegalArgumentException for a tenant that is not configured */
    public MailboxProvider of(String tenant) {
        return Optional.ofNullable(byTenant.get(tenant))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "No tenant " + tenant + " is configured"));
    }

    public Optional<MailboxRef> mailbox(String tenant, String mailbox) {
        return mailboxes.stream()
                .filter(ref -> ref.tenant().equals(tenant))
                .filter(ref -> ref.mailbox().equals(mailbox))
                .findFirst();
    }

    @Override
    public void close() {
        byTenant.values().forEach(MailboxProvider::close);
    }
}
