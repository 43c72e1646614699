package io.syncline.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The providers of all tenants and the mailboxes to look after, as they are now; tenants come and go.
 * A tenant may have several providers; {@link CurrentProviders} says by which a mailbox is reached.
 * Thread-safe.
 */
public final class Providers implements AutoCloseable {

    private final Map<String, Map<String, MailboxProvider>> providers = new ConcurrentHashMap<>();
    private final Map<String, Map<String, SetUp>> setUps = new ConcurrentHashMap<>();

    /** A mailbox, and the name of the provider by which it is set up to be reached. */
    public record SetUp(MailboxRef mailbox, String provider) {}

    /** Nobody's yet. */
    public Providers() {}

    /** One provider a tenant. */
    public Providers(Map<String, ? extends MailboxProvider> byTenant,
            List<MailboxRef> mailboxes) {
        byTenant.forEach((tenant, provider) -> put(tenant, List.of(provider)));
        for (MailboxRef mailbox : mailboxes) {
            MailboxProvider provider = byTenant.get(mailbox.tenant());
            if (provider == null) {
                throw new IllegalArgumentException("No tenant " + mailbox.tenant()
                        + " of the mailbox " + mailbox.mailbox());
            }
            setUp(new SetUp(mailbox, provider.name()));
        }
    }

    /**
     * By what a tenant is reached from now on, in place of what there was.
     *
     * @return the providers that it does not have any more, for the caller to close
     */
    public List<MailboxProvider> put(String tenant, List<? extends MailboxProvider> now) {
        Map<String, MailboxProvider> named = new TreeMap<>();
        now.forEach(provider -> named.put(provider.name(), provider));
        List<MailboxProvider> left = new ArrayList<>(
                Optional.ofNullable(providers.put(tenant, Map.copyOf(named)))
                        .orElse(Map.of())
                        .values());
        left.removeAll(now);
        return left;
    }

    /** The tenant takes no part any more; returns its providers for the caller to close. */
    public List<MailboxProvider> remove(String tenant) {
        setUps.remove(tenant);
        return List.copyOf(Optional.ofNullable(providers.remove(tenant)).orElse(Map.of()).values());
    }

    /** The mailbox takes part from now on, or otherwise than before. */
    public void setUp(SetUp mailbox) {
        setUps.computeIfAbsent(mailbox.mailbox().tenant(), tenant -> new ConcurrentHashMap<>())
                .put(mailbox.mailbox().mailbox(), mailbox);
    }

    /** The mailbox takes no part any more. */
    public void takeOut(String tenant, String mailbox) {
        Optional.ofNullable(setUps.get(tenant)).ifPresent(known -> known.remove(mailbox));
    }

    /** The provider of that name, where the tenant has settings for it. */
    public Optional<MailboxProvider> of(String tenant, String name) {
        return Optional.ofNullable(providers.getOrDefault(tenant, Map.of()).get(name));
    }

    /** Every mailbox that takes part. */
    public List<MailboxRef> mailboxes() {
        return setUps.values()
                .stream()
                .flatMap(tenant -> tenant.values().stream())
                .map(SetUp::mailbox)
                .toList();
    }

    public Optional<MailboxRef> mailbox(String tenant, String mailbox) {
        return found(tenant, mailbox).map(SetUp::mailbox);
    }

    /**
     * The name of the provider by which a mailbox is set up to be reached; nothing for one that takes
     * no part, or not any more.
     */
    public Optional<String> setUpFor(MailboxRef mailbox) {
        return found(mailbox.tenant(), mailbox.mailbox()).map(SetUp::provider);
    }

    @Override
    public void close() {
        List.copyOf(providers.keySet())
                .forEach(tenant -> remove(tenant).forEach(MailboxProvider::close));
    }

    private Optional<SetUp> found(String tenant, String mailbox) {
        return Optional.ofNullable(setUps.getOrDefault(tenant, Map.of()).get(mailbox));
    }
}
