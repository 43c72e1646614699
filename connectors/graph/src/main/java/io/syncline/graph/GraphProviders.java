package io.syncline.graph;

import io.syncline.graph.GraphSettings.Credential;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import io.syncline.port.Tracking;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                tenant.reachedBy(SynclineConfig.Provider.GRAPH)
                        .forEach(mailbox -> mailboxes.add(new MailboxRef(tenant.id(),
                                mailbox.id(), mailbox.address(), mailbox.folders(),
                                tracking(tenant.policy()))));
            });
        }
        return new Providers(providers, mailboxes);
    }

    private static Tracking tracking(SynclineConfig.Policy policy) {
        return new Tracking(policy.privateContacts(), Set.copyOf(policy.categories()));
    }

    private static GraphSettings settings(SynclineConfig config, SynclineConfig.Tenant tenant,
            SynclineConfig.Graph graph) {
        return new GraphSettings(graph.baseUrl(), graph.authority(), graph.directoryId(),
                graph.clientId(), credential(graph), graph.trustedCertificates(),
                config.sink().requestTimeout(), tenant.defaultRegion());
    }

    private static Credential credential(SynclineConfig.Graph graph) {
        Optional<Credential> certificate = graph.certificate()
                .map(file -> new Credential.CertificateFile(file, graph.certificatePassword()
                        .map(password -> read("certificatePasswordFile", password))
                        .orElse("")));
        return certificate.orElseGet(() -> new Credential.Secret(
                read("secretFile", graph.secret().orElseThrow())));
    }

    private static String read(String key, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigException("Cannot read tenants.graph." + key + " " + file + ": "
                    + e.getMessage());
        }
    }
}
