package io.syncline.ews;

import io.syncline.ews.client.EwsHosts;
import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.ews.stream.Pace;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import io.syncline.service.access.Credential;
import io.syncline.service.access.SecretFile;
import io.syncline.service.access.Trust;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.config.SynclineConfig.Ews;
import io.syncline.service.config.SynclineConfig.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the providers of the tenants for which a configuration has settings of EWS. */
public final class EwsProviders {

    private EwsProviders() {}

    /**
     * @param hosts of this process, whichever services run in it
     * @throws ConfigException naming a file that cannot be read, or an address that is not safe
     */
    public static Providers of(SynclineConfig config, EwsHosts hosts) {
        Map<String, MailboxProvider> providers = new TreeMap<>();
        List<MailboxRef> mailboxes = new ArrayList<>();
        for (Tenant tenant : config.tenants()) {
            tenant.reachedByEws().ifPresent(ews -> {
                providers.put(tenant.id(),
                        new EwsProvider(settings(config, tenant, ews), hosts, Pace.DOCUMENTED));
                mailboxes.addAll(MailboxRef.of(tenant, SynclineConfig.Provider.EWS));
            });
        }
        return new Providers(providers, mailboxes);
    }

    static EwsSettings settings(SynclineConfig config, Tenant tenant, Ews ews) {
        try {
            return new EwsSettings(ews.url(), ews.serverVersion(), login(ews),
                    ews.impersonates(), ews.trustedCertificates().map(Trust::pem),
                    config.sink().requestTimeout(), ews.requestsMax(), ews.streamsMax(),
                    tenant.defaultRegion());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Setting tenants.ews of tenant " + tenant.id() + ": "
                    + e.getMessage());
        }
    }

    private static Login login(Ews ews) {
        return switch (ews.login()) {
            case BASIC -> new Login.Basic(present("username", ews.username()),
                    password(ews));
            case DELEGATED -> new Login.Delegated(present("tokenEndpoint", ews.tokenEndpoint()),
                    ews.scope(), present("clientId", ews.clientId()),
                    present("username", ews.username()), password(ews));
            case APP_ONLY -> new Login.AppOnly(present("tokenEndpoint", ews.tokenEndpoint()),
                    ews.scope(), present("clientId", ews.clientId()),
                    Credential.of("tenants.ews", ews));
        };
    }

    private static <T> T present(String key, @Nullable T value) {
        if (value == null) {
            throw new ConfigException("Missing setting tenants.ews." + key);
        }
        return value;
    }

    private static String password(Ews ews) {
        return SecretFile.read("tenants.ews.passwordFile",
                present("passwordFile", ews.passwordFile()));
    }
}
