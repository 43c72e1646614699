package io.syncline.graph;

import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import io.syncline.service.access.Credential;
import io.syncline.service.access.Trust;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the providers of the tenants for which a configuration has settings of Graph. */
public final class GraphProviders {

    private GraphProviders() {}

    /** @throws ConfigException naming a file that cannot be read */
    public static Providers of(SynclineConfig config) {
        Map<String, MailboxProvider> providers = new TreeMap<>();
        List<MailboxRef> mailboxes = new ArrayList<>();
        for (SynclineConfig.Tenant tenant : config.tenants()) {
            tenant.reachedByGraph().ifPresent(graph -> {
                providers.put(tenant.id(),
                        new GraphProvider(settings(config, tenant, graph)));
                mailboxes.addAll(MailboxRef.of(tenant, SynclineConfig.Provider.GRAPH));
            });
        }
        return new Providers(providers, mailboxes);
    }

    private static GraphSettings settings(SynclineConfig config, SynclineConfig.Tenant tenant,
            SynclineConfig.Graph graph) {
        return new GraphSettings(graph.baseUrl(), graph.authority(), graph.directoryId(),
                graph.clientId(), Credential.of("tenants.graph", graph),
                graph.trustedCertificates().map(Trust::pem),
                config.sink().requestTimeout(), tenant.defaultRegion());
    }
}
