package io.syncline.source;

import io.syncline.port.CurrentProviders;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Migration;
import io.syncline.schemas.registry.Rehearsal;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes steps with mailboxes, each by the provider that it has now. Readers hold no state, so one
 * serves all mailboxes of a tenant and provider. Thread-safe.
 *
 * <pre>
 * the mailbox                                      a step
 * has a provider without settings here             nothing, for a while
 * has another provider than its cursor             changes its provider (rule R21)
 * was asked about by an operator                   rehearses that change, once
 * else                                             reads
 * </pre>
 */
final class Readers {

    private static final Logger LOGGER = LoggerFactory.getLogger(Readers.class);
    private static final Duration WITHOUT_SETTINGS_WAIT = Duration.ofMinutes(1);

    private final CurrentProviders providers;
    private final SynclineConfig.Source settings;
    private final Function<String, Policy> policies;
    private final Map<String, Kept> readers = new ConcurrentHashMap<>();

    /** A reader, and what it was made with: a tenant may get another provider, or another policy. */
    private record Kept(MailboxProvider provider, Policy policy, MailboxReader reader) {}

    /** @param policies how a tenant's contacts are synced now */
    Readers(SynclineConfig.Source settings, CurrentProviders providers,
            Function<String, Policy> policies) {
        this.providers = providers;
        this.settings = settings;
        this.policies = policies;
    }

    /** Nothing is known of the mailbox yet. */
    Cursor beginning(MailboxRef mailbox) {
        return MailboxReader.beginning(mailbox, providers.name(mailbox));
    }

    /** One step, as {@link MailboxReader#step} describes it. */
    Step step(MailboxRef mailbox, Cursor cursor, int nextFolder, Instant now) {
        String name = providers.name(mailbox);
        Optional<MailboxProvider> provider = providers.of(mailbox);
        if (provider.isEmpty()) {
            LOGGER.atError()
                    .addKeyValue("tenant", mailbox.tenant())
                    .addKeyValue("mailbox", mailbox.mailbox())
                    .addKeyValue("setting", "tenants." + name)
                    .log("A mailbox is not read: the setting of its provider is missing");
            return Step.without(mailbox, cursor, nextFolder,
                    new Step.Pause.Told(WITHOUT_SETTINGS_WAIT));
        }
        if (Migrating.isDue(cursor, name)) {
            return new Migrating(mailbox, provider.get(),
                    providers.named(mailbox, cursor.getProvider())).step(cursor);
        }
        Optional<Rehearsal> asked = providers.rehearsal(mailbox)
                .filter(rehearsal -> !isAnswered(cursor, rehearsal));
        return asked.isPresent()
                ? rehearsed(mailbox, cursor, asked.get(), nextFolder)
                : reader(mailbox.tenant(), provider.get())
                        .step(mailbox, cursor, nextFolder, now);
    }

    private Step rehearsed(MailboxRef mailbox, Cursor cursor, Rehearsal asked, int nextFolder) {
        Optional<MailboxProvider> next = providers.named(mailbox, asked.getProvider());
        if (next.isPresent()) {
            return new Migrating(mailbox, next.get(), providers.of(mailbox))
                    .rehearse(cursor, asked, nextFolder);
        }
        Migration answer = Migration.newBuilder()
                .setProvider(asked.getProvider())
                .setRehearsal(asked.getId())
                .setProblem("The source has no setting tenants." + asked.getProvider()
                        + " of the tenant " + mailbox.tenant())
                .build();
        return Step.without(mailbox, Cursor.newBuilder(cursor).setRehearsal(answer).build(),
                nextFolder, new Step.Pause.None());
    }

    private static boolean isAnswered(Cursor cursor, Rehearsal asked) {
        return cursor.getRehearsal()
                .flatMap(Migration::getRehearsal)
                .filter(asked.getId()::equals)
                .isPresent();
    }

    private MailboxReader reader(String tenant, MailboxProvider provider) {
        Policy policy = policies.apply(tenant);
        return readers.compute(tenant + "/" + provider.name(), (key, kept) -> kept != null
                && kept.provider() == provider && kept.policy().equals(policy)
                        ? kept
                        : new Kept(provider, policy, new MailboxReader(provider, policy,
                                settings.pageSize(), settings.fullListingInterval())))
                .reader();
    }
}
