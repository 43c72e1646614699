package io.syncline.ews;

import io.syncline.ews.client.EwsHosts;
import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.ews.stream.Pace;
import io.syncline.port.MailboxProvider;
import io.syncline.port.tenant.OpenAccess;
import io.syncline.port.tenant.ProviderKind;
import io.syncline.port.verify.AccessChecks;
import io.syncline.service.access.Credential;
import io.syncline.service.access.SecretFile;
import io.syncline.service.access.Trust;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.config.SynclineConfig.Ews;
import io.syncline.service.config.SynclineConfig.Tenant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Makes what reaches a tenant's mailboxes by Exchange Web Services. */
public final class EwsKind implements ProviderKind {

    private static final String APP_ONLY = "app_only";
    private static final String DELEGATED = "delegated";
    private static final String BASIC = "basic";

    private final EwsHosts hosts;
    private final DoubleSupplier share;

    /** @param hosts of this process, whichever services run in it */
    public EwsKind(EwsHosts hosts) {
        this(hosts, () -> 1);
    }

    private EwsKind(EwsHosts hosts, DoubleSupplier share) {
        this.hosts = hosts;
        this.share = share;
    }

    @Override
    public ProviderKind within(DoubleSupplier part) {
        return new EwsKind(hosts, part);
    }

    @Override
    public String name() {
        return SynclineConfig.Provider.EWS.text();
    }

    @Override
    public Optional<MailboxProvider> configured(SynclineConfig config, Tenant tenant) {
        return tenant.reachedByEws()
                .map(ews -> new EwsProvider(settings(config, tenant, ews), hosts,
                        Pace.DOCUMENTED, share));
    }

    @Override
    public MailboxProvider registered(OpenAccess access) {
        return new EwsProvider(settings(access), hosts, Pace.DOCUMENTED, share);
    }

    @Override
    public AccessChecks checks(OpenAccess access) {
        return new EwsChecks(settings(access));
    }

    /** Impersonation is gone for whoever signs in with a token of a person (facts/ews.md 1.2). */
    private static EwsSettings settings(OpenAccess access) {
        return new EwsSettings(access.url(), EwsSettings.SERVER_VERSION, login(access),
                !access.access().getLogin().equals(DELEGATED),
                access.access().getTrustedCertificates(), access.requestTimeout(),
                EwsSettings.REQUESTS_MAX, EwsSettings.STREAMS_MAX, access.defaultRegion());
    }

    private static Login login(OpenAccess access) {
        String resource = access.url().getScheme() + "://" + access.url().getHost();
        return switch (access.access().getLogin()) {
            case APP_ONLY -> new Login.AppOnly(access.tokenEndpoint(), resource + "/.default",
                    access.clientId(), access.secret().credential());
            case DELEGATED -> new Login.Delegated(access.tokenEndpoint(),
                    resource + "/EWS.AccessAsUser.All", access.clientId(), access.username(),
                    access.secret().password());
            case BASIC -> new Login.Basic(access.username(), access.secret().password());
            default -> throw new IllegalArgumentException("No login to EWS is called "
                    + access.access().getLogin());
        };
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
