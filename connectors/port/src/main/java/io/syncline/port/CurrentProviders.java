package io.syncline.port;

import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.Rehearsal;
import io.syncline.schemas.topic.RecordKey;
import java.util.Optional;
import java.util.function.Function;

/**
 * By which provider each mailbox is reached now: the registry's word, which operators change while
 * services run, else the configured one. Thread-safe, as its registry is.
 */
public final class CurrentProviders {

    private final Providers providers;
    private final Function<String, Optional<Mailbox>> registry;

    /** @param registry the newest record of a mailbox, by its key */
    public CurrentProviders(Providers providers, Function<String, Optional<Mailbox>> registry) {
        this.providers = providers;
        this.registry = registry;
    }

    /** The name of the mailbox's provider; empty where it does not take part any more. */
    public String name(MailboxRef mailbox) {
        return registered(mailbox).map(Mailbox::getProvider)
                .or(() -> providers.setUpFor(mailbox))
                .orElse("");
    }

    /** The mailbox's provider; nothing where the registry names one that has no settings here. */
    public Optional<MailboxProvider> of(MailboxRef mailbox) {
        return named(mailbox, name(mailbox));
    }

    /** Another provider of the mailbox's tenant, where it has settings for it. */
    public Optional<MailboxProvider> named(MailboxRef mailbox, String name) {
        return providers.of(mailbox.tenant(), name);
    }

    /** The change of provider that an operator wants to know about. */
    public Optional<Rehearsal> rehearsal(MailboxRef mailbox) {
        return registered(mailbox).flatMap(Mailbox::getRehearsal);
    }

    public Optional<MailboxRef> mailbox(String tenant, String mailbox) {
        return providers.mailbox(tenant, mailbox);
    }

    private Optional<Mailbox> registered(MailboxRef mailbox) {
        return registry.apply(new RecordKey(mailbox.tenant(), mailbox.mailbox(), "").text());
    }
}
