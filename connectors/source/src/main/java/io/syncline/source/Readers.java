package io.syncline.source;

import io.syncline.port.CurrentProviders;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Preference;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Migration;
import io.syncline.schemas.registry.Rehearsal;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<String, Policy> policies = new TreeMap<>();
    private final Map<Kind, MailboxReader> readers = new ConcurrentHashMap<>();

    private record Kind(String tenant, String provider) {}

    /** @throws ConfigException naming a policy's field that no contact has */
    Readers(SynclineConfig config, CurrentProviders providers) {
        this.providers = providers;
        this.settings = config.source();
        config.tenants().forEach(tenant -> policies.put(tenant.id(), policy(tenant)));
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
        Policy policy = Optional.ofNullable(policies.get(tenant))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "No tenant " + tenant + " is configured"));
        return readers.computeIfAbsent(new Kind(tenant, provider.name()),
                kind -> new MailboxReader(provider, policy, settings.pageSize(),
                        settings.fullListingInterval()));
    }

    private static Policy policy(SynclineConfig.Tenant tenant) {
        SynclineConfig.Policy policy = tenant.policy();
        List<FieldPolicy> fields = policy.fields()
                .stream()
                .map(field -> new FieldPolicy(known(tenant, field.field()),
                        direction(field.direction()),
                        Preference.valueOf(field.preference().name())))
                .toList();
        return Policy.newBuilder()
                .setFields(fields)
                .setDeletes(direction(policy.deletes()))
                .setDeleteBeatsEdit(policy.deleteBeatsEdit())
                .setPrivateContacts(policy.privateContacts())
                .setCategories(policy.categories())
                .build();
    }

    private static String known(SynclineConfig.Tenant tenant, String field) {
        if (Contact.getClassSchema().getField(field) == null) {
            throw new ConfigException("Setting tenants.policy.fields.field of tenant "
                    + tenant.id() + " is " + field
                    + ", must be a field of a contact, such as jobTitle");
        }
        return field;
    }

    private static Direction direction(SynclineConfig.Direction direction) {
        return Direction.valueOf(direction.name());
    }
}
