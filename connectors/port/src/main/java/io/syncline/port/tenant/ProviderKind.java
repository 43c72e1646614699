package io.syncline.port.tenant;

import io.syncline.port.MailboxProvider;
import io.syncline.port.verify.AccessChecks;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** One kind of mailbox service: makes what reaches a tenant's mailboxes. Thread-safe. */
public interface ProviderKind {

    /** As links, facts and the registry name it: {@code graph} or {@code ews}. */
    String name();

    /**
     * The same, where a process makes no more than a part of the requests that a tenant allows. Kinds that
     * know of no such limit are the same.
     *
     * @param share from 0 to 1; changes while its providers work
     */
    default ProviderKind within(DoubleSupplier share) {
        return this;
    }

    /**
     * The provider of a tenant that the configuration names, if it has settings of this kind.
     *
     * @throws ConfigException naming a setting or a file that is no good
     */
    Optional<MailboxProvider> configured(SynclineConfig config, SynclineConfig.Tenant tenant);

    /**
     * The provider of a registered tenant.
     *
     * @throws IllegalArgumentException saying which part of the access is no good
     */
    MailboxProvider registered(OpenAccess access);

    /** The people of a tenant's directory; nothing where the provider has none to ask. */
    default Optional<UserDirectory> users(OpenAccess access) {
        return Optional.empty();
    }

    /** What finds out whether an access works. */
    AccessChecks checks(OpenAccess access);
}
