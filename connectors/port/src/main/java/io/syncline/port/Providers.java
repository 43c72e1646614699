package io.syncline.port;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The providers of all tenants and the mailboxes to look after, as they are configured. A tenant may
 * have several providers; {@link CurrentProviders} says by which a mailbox is reached now.
 */
public final class Providers implements AutoCloseable {

    private final List<MailboxProvider> all = new ArrayList<>();
    private final Map<String, Map<String, MailboxProvider>> byTenant = new HashMap<>();
    private final List<MailboxRef> mailboxes = new ArrayList<>();
    private final Map<MailboxRef, String> configured = new HashMap<>();

    /**
     * Those of one kind.
     *
     * @param byTenant the provider of each tenant that may be reached by this kind
     * @param mailboxes the mailboxes that are configured to be
     */
    public Providers(Map<String, ? extends MailboxProvider> byTenant,
            List<MailboxRef> mailboxes) {
        byTenant.forEach((tenant, provider) -> {
            all.add(provider);
            this.byTenant.put(tenant, new HashMap<>(Map.of(provider.name(), provider)));
        });
        for (MailboxRef mailbox : mailboxes) {
            MailboxProvider provider = byTenant.get(mailbox.tenant());
            if (provider == null) {
                throw new IllegalArgumentException("No tenant " + mailbox.tenant()
                        + " of the mailbox " + mailbox.mailbox());
            }
            configured.put(mailbox, provider.name());
        }
        this.mailboxes.addAll(mailboxes);
    }

    private Providers(Providers one, Providers other) {
        for (Providers kind : List.of(one, other)) {
            all.addAll(kind.all);
            mailboxes.addAll(kind.mailboxes);
            configured.putAll(kind.configured);
            kind.byTenant.forEach((tenant, named) -> byTenant
                    .computeIfAbsent(tenant, key -> new HashMap<>())
                    .putAll(named));
        }
    }

    /** These and others, which are of another kind. */
    public Providers and(Providers others) {
        return new Providers(this, others);
    }

    /** The provider of that name, where the tenant has settings for it. */
    public Optional<MailboxProvider> of(String tenant, String name) {
        return Optional.ofNullable(byTenant.getOrDefault(tenant, Map.of()).get(name));
    }

    /** Every mailbox that takes part. */
    public List<MailboxRef> mailboxes() {
        return List.copyOf(mailboxes);
    }

    public Optional<MailboxRef> mailbox(String tenant, String mailbox) {
        return mailboxes.stream()
                .filter(ref -> ref.tenant().equals(tenant))
                .filter(ref -> ref.mailbox().equals(mailbox))
                .findFirst();
    }

    /**
     * The name of the provider by which a mailbox is configured to be reached.
     *
     * @throws IllegalArgumentException for a mailbox that is not configured
     */
    public String configured(MailboxRef mailbox) {
        return Optional.ofNullable(configured.get(mailbox))
                .orElseThrow(() -> new IllegalArgumentException("No mailbox " + mailbox.tenant()
                        + "/" + mailbox.mailbox() + " is configured"));
    }

    @Override
    public void close() {
        all.forEach(MailboxProvider::close);
    }
}
