package io.syncline.console.system;

import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.config.SynclineConfig.Provider;
import io.syncline.service.config.SynclineConfig.Tenant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What the registry says of a mailbox, which is its configuration until an operator writes there. */
final class RegisteredMailbox {

    private final RunningSystem system;
    private final MailboxName name;

    RegisteredMailbox(RunningSystem system, MailboxName name) {
        this.system = system;
        this.name = name;
    }

    /** @throws ConsoleException if neither the registry nor this configuration names it */
    Mailbox now() {
        AtomicReference<Mailbox> newest = new AtomicReference<>();
        system.topics()
                .<Mailbox>of(name, TopicCatalogue.MAILBOXES, row -> newest.set(value(row)));
        return Optional.ofNullable(newest.get()).orElseGet(this::configured);
    }

    /**
     * Makes sure that the tenant can be reached that way.
     *
     * @throws ConsoleException naming the setting that is missing
     */
    void requireSettings(Provider provider) {
        Optional<Boolean> registered = registered()
                .map(known -> known.getAccesses()
                        .stream()
                        .filter(access -> access.getProvider().equals(provider.text()))
                        .anyMatch(access -> access.getCredential().isPresent()));
        if (registered.isPresent()) {
            requireVerified(provider, registered.get());
            return;
        }
        Tenant tenant = tenant();
        boolean present = switch (provider) {
            case GRAPH -> tenant.reachedByGraph().isPresent();
            case EWS -> tenant.reachedByEws().isPresent();
        };
        if (!present) {
            throw ConsoleException.failed("The tenant " + name.tenant()
                    + " lacks the setting tenants." + provider.text()
                    + "; add it to the configuration of source and sink and start them again");
        }
    }

    private void requireVerified(Provider provider, boolean verified) {
        if (!verified) {
            throw ConsoleException.failed("The tenant " + name.tenant()
                    + " has no verified access by " + provider.text()
                    + "; first: deploy/syncline tenants submit " + name.tenant() + " --help");
        }
    }

    private Optional<io.syncline.schemas.registry.Tenant> registered() {
        AtomicReference<io.syncline.schemas.registry.Tenant> newest = new AtomicReference<>();
        system.topics().<io.syncline.schemas.registry.Tenant>all(TopicCatalogue.TENANTS, row -> {
            if (row.key().equals(name.tenant())) {
                newest.set(row.value());
            }
        });
        return Optional.ofNullable(newest.get());
    }

    /** @param change what it is from what it was; asked again where somebody else came between */
    void change(UnaryOperator<Mailbox> change) {
        RegistryChange.alone(system.clients(), registry -> {
            Mailbox after = change.apply(now());
            registry.send(TopicCatalogue.MAILBOXES, name.prefix(), after);
            return after;
        });
    }

    private Mailbox configured() {
        Tenant tenant = tenant();
        SynclineConfig.Mailbox mailbox = tenant.mailboxes()
                .stream()
                .filter(one -> one.id().equals(name.mailbox()))
                .findFirst()
                .orElseThrow(this::unknown);
        return Mailbox.newBuilder()
                .setTenant(name.tenant())
                .setMailbox(name.mailbox())
                .setProvider(tenant.providerOf(mailbox).text())
                .setAddress(mailbox.address())
                .setState(MailboxState.ACTIVE)
                .setFolders(mailbox.folders())
                .build();
    }

    private Tenant tenant() {
        return system.config()
                .tenants()
                .stream()
                .filter(one -> one.id().equals(name.tenant()))
                .findFirst()
                .orElseThrow(this::unknown);
    }

    private ConsoleException unknown() {
        return ConsoleException.failed("The configuration that this command reads does not name "
                + name + "; name the one of the services with --config, or the folder of 'up'"
                + " with --data");
    }

    private static Mailbox value(Row<Mailbox> row) {
        return row.value();
    }
}
