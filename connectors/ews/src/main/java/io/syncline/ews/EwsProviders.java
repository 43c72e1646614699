package io.syncline.ews;

import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Credential;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.ews.client.HostLimits;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import io.syncline.port.Tracking;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.config.SynclineConfig.Ews;
import io.syncline.service.config.SynclineConfig.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the providers of the tenants for which a configuration has settings of EWS. */
public final class EwsProviders {

    private EwsProviders() {}

    /** @throws ConfigException naming a file that cannot be read, or an address that is not safe */
    public static Providers of(SynclineConfig config) {
        HostLimits limits = new HostLimits();
        Map<String, MailboxProvider> providers = new TreeMap<>();
        List<MailboxRef> mailboxes = new ArrayList<>();
        for (Tenant tenant : config.tenants()) {
            tenant.reachedByEws().ifPresent(ews -> {
                providers.put(tenant.id(),
                        new EwsProvider(settings(config, tenant, ews), limits));
                tenant.reachedBy(SynclineConfig.Provider.EWS)
                        .forEach(mailbox -> mailboxes.add(new MailboxRef(tenant.id(),
                                mailbox.id(), mailbox.address(), mailbox.folders(),
                                tracking(tenant.policy()))));
            });
        }
        return new Providers(providers, mailboxes);
    }

    static EwsSettings settings(SynclineConfig config, Tenant tenant, Ews ews) {
        try {
            return new EwsSettings(ews.url(), ews.serverVersion(), login(ews),
                    ews.impersonates(), ews.trustedCertificates(),
                    config.sink().requestTimeout(), ews.requestsMax(), ews.streamsMax(),
                    tenant.defaultRegion());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Setting tenants.ews of tenant " + tenant.id() + ": "
                    + e.getMessage());
        }
    }

    private static Tracking tracking(SynclineConfig.Policy policy) {
        return new Tracking(policy.privateContacts(), Set.copyOf(policy.categories()));
    }

    private static Login login(Ews ews) {
        return switch (ews.login()) {
            case BASIC -> new Login.Basic(present("username", ews.username()),
                    read("passwordFile", ews.passwordFile()));
            case DELEGATED -> new Login.Delegated(present("tokenEndpoint", ews.tokenEndpoint()),
                    ews.scope(), present("clientId", ews.clientId()),
                    present("username", ews.username()), read("passwordFile", ews.passwordFile()));
            case APP_ONLY -> new Login.AppOnly(present("tokenEndpoint", ews.tokenEndpoint()),
                    ews.scope(), present("clientId", ews.clientId()), credential(ews));
        };
    }

    private static Credential credential(Ews ews) {
        Optional<Credential> certificate = ews.certificate()
                .map(file -> new Credential.CertificateFile(file, ews.certificatePassword()
                        .map(password -> read("certificatePasswordFile", password))
                        .orElse("")));
        return certificate.orElseGet(
                () -> new Credential.Secret(read("secretFile", ews.secretFile())));
    }

    private static <T> T present(String key, @Nullable T value) {
        if (value == null) {
            throw new ConfigException("Missing setting tenants.ews." + key);
        }
        return value;
    }

    private static String read(String key, @Nullable Path file) {
        try {
            return Files.readString(present(key, file)).strip();
        } catch (IOException e) {
            throw new ConfigException("Cannot read tenants.ews." + key + " " + file + ": "
                    + e.getMessage());
        }
    }
}
