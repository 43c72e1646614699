package io.syncline.port.tenant;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Preference;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import java.util.List;

/** A configured policy as the fact that is told of it. */
final class Policies {

    private Policies() {}

    /** @throws ConfigException naming a policy's field that no contact has */
    static Policy of(SynclineConfig.Tenant tenant) {
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
