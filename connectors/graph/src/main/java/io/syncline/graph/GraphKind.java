package io.syncline.graph;

import io.syncline.port.MailboxProvider;
import io.syncline.port.RequestBudget;
import io.syncline.port.tenant.OpenAccess;
import io.syncline.port.tenant.ProviderKind;
import io.syncline.port.tenant.UserDirectory;
import io.syncline.port.verify.AccessChecks;
import io.syncline.service.access.Credential;
import io.syncline.service.access.Trust;
import io.syncline.service.config.SynclineConfig;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Makes what reaches a tenant's mailboxes by Microsoft Graph. */
public final class GraphKind implements ProviderKind {

    private final DoubleSupplier share;

    /** For who makes all requests of its tenants. */
    public GraphKind() {
        this(() -> 1);
    }

    private GraphKind(DoubleSupplier share) {
        this.share = share;
    }

    @Override
    public ProviderKind within(DoubleSupplier part) {
        return new GraphKind(part);
    }

    @Override
    public String name() {
        return SynclineConfig.Provider.GRAPH.text();
    }

    @Override
    public Optional<MailboxProvider> configured(SynclineConfig config,
            SynclineConfig.Tenant tenant) {
        return tenant.reachedByGraph()
                .map(graph -> new GraphProvider(new GraphSettings(graph.baseUrl(),
                        graph.authority(), graph.directoryId(), graph.clientId(),
                        Credential.of("tenants.graph", graph),
                        graph.trustedCertificates().map(Trust::pem),
                        config.sink().requestTimeout(), tenant.defaultRegion()),
                        new RequestBudget(graph.requestsPerSecond(), share)));
    }

    @Override
    public MailboxProvider registered(OpenAccess access) {
        return new GraphProvider(settings(access), new RequestBudget(
                SynclineConfig.Graph.REQUESTS_PER_SECOND, share));
    }

    @Override
    public Optional<UserDirectory> users(OpenAccess access) {
        return Optional.of(new GraphUsers(settings(access)));
    }

    @Override
    public AccessChecks checks(OpenAccess access) {
        return new GraphChecks(settings(access));
    }

    private static GraphSettings settings(OpenAccess access) {
        return new GraphSettings(access.url(), access.authority(), access.directoryId(),
                access.clientId(), access.secret().credential(),
                access.access().getTrustedCertificates(), access.requestTimeout(),
                access.defaultRegion());
    }
}
