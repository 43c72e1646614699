package io.syncline.source;

import io.syncline.port.Providers;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Preference;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The reader of each tenant's mailboxes; a reader holds no state, so one serves all of them. */
final class Readers {

    private final Map<String, MailboxReader> byTenant = new TreeMap<>();

    /** @throws ConfigException naming a policy's field that no contact has */
    Readers(SynclineConfig config, Providers providers) {
        config.tenants()
                .forEach(tenant -> byTenant.put(tenant.id(),
                        new MailboxReader(providers.of(tenant.id()), policy(tenant),
                                config.source().pageSize(),
                                config.source().fullListingInterval())));
    }

    /** @throws IllegalArgumentException for a tenant that is not configured */
    MailboxReader of(String tenant) {
        return Optional.ofNullable(byTenant.get(tenant))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "No tenant " + tenant + " is configured"));
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
