package io.syncline.service.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings of all services; {@code syncline-defaults.yaml} says what each means. Checked on
 * construction: an object that exists is valid.
 */
public record SynclineConfig(Kafka kafka, Registry registry, Streams streams, Merge merge,
        Source source, Sink sink, Gateway gateway, FeedConfig feed,
        ObservabilityConfig observability, SecretsConfig secrets, ConsoleConfig console,
        List<Tenant> tenants) {

    public SynclineConfig {
        tenants = List.copyOf(tenants);
    }

    public record Kafka(String bootstrapServers, int partitions, short replicas,
            Map<String, String> properties, @Nullable Path propertiesFile) {
        public Kafka {
            Check.text("kafka.bootstrapServers", bootstrapServers);
            Check.atLeast("kafka.partitions", partitions, 1);
            Check.atLeast("kafka.replicas", replicas, 1);
            properties = Map.copyOf(properties);
        }

        @Override
        public String toString() {
            return "Kafka[" + bootstrapServers + "]";
        }
    }

    public record Registry(String url, Map<String, String> properties,
            @Nullable Path propertiesFile, String serdePackage) {
        public Registry {
            Check.text("registry.url", url);
            Check.text("registry.serdePackage", serdePackage);
            properties = Map.copyOf(properties);
        }

        @Override
        public String toString() {
            return "Registry[" + url + "]";
        }
    }

    /**
     * How sequence and merge run.
     *
     * @param cacheMb of the heap, for each application
     * @param rocksDbMb outside the heap, about, for all stores of the process
     */
    public record Streams(Path stateDirectory, int threads, Duration commitInterval,
            Duration transactionTimeout, Duration sessionTimeout, short replicationFactor,
            int standbys, int cacheMb, int rocksDbMb) {
        public Streams {
            Check.atLeast("streams.threads", threads, 1);
            Check.positive("streams.commitInterval", commitInterval);
            Check.positive("streams.transactionTimeout", transactionTimeout);
            Check.positive("streams.sessionTimeout", sessionTimeout);
            Check.atLeast("streams.replicationFactor", replicationFactor, 1);
            Check.atLeast("streams.standbys", standbys, 0);
            Check.atLeast("streams.cacheMb", cacheMb, 0);
            Check.atLeast("streams.rocksDbMb", rocksDbMb, 1);
        }
    }

    /**
     * Which generations of merge a process folds, and how.
     *
     * @param build those that an operator started for this build; empty: for none in particular
     * @param silentCommitInterval between two commits of one that publishes nothing
     */
    public record Merge(String build, Duration silentCommitInterval) {
        public Merge {
            build = build == null ? "" : build;
            Check.positive("merge.silentCommitInterval", silentCommitInterval);
        }
    }

    public record Source(Duration pollInterval, Duration pollIntervalIdle,
            Duration fullListingInterval, int concurrency, int pageSize) {
        public Source {
            Check.positive("source.pollInterval", pollInterval);
            Check.positive("source.pollIntervalIdle", pollIntervalIdle);
            Check.positive("source.fullListingInterval", fullListingInterval);
            Check.atLeast("source.concurrency", concurrency, 1);
            Check.atLeast("source.pageSize", pageSize, 1);
        }
    }

    public record Sink(int concurrency, int mailboxConcurrency, Duration answerWithin,
            Duration requestTimeout, Duration retryWait, Duration retryWaitMax,
            Duration searchLag) {
        public Sink {
            Check.atLeast("sink.concurrency", concurrency, 1);
            Check.atLeast("sink.mailboxConcurrency", mailboxConcurrency, 1);
            Check.positive("sink.answerWithin", answerWithin);
            Check.positive("sink.requestTimeout", requestTimeout);
            Check.positive("sink.retryWait", retryWait);
            Check.positive("sink.retryWaitMax", retryWaitMax);
            Check.positive("sink.searchLag", searchLag);
        }
    }

    /** @param tableFolder holds the table of contacts while the gateway runs; one for each gateway */
    public record Gateway(String host, int port, int bulkLinesMax, Path tableFolder,
            List<ApiKey> keys) {
        public Gateway {
            Check.atLeast("gateway.bulkLinesMax", bulkLinesMax, 1);
            keys = List.copyOf(keys);
        }
    }

    /** A key that lets the CRM of one tenant in. */
    public record ApiKey(String key, String tenant) {
        public ApiKey {
            Check.text("gateway.keys.key", key);
            Check.text("gateway.keys.tenant", tenant);
        }

        @Override
        public String toString() {
            return "ApiKey[of " + tenant + "]";
        }
    }

    /**
     * One brokerage. It may have settings of both ways to its mailboxes; its provider is the one by
     * which a mailbox is reached that names none and that no operator has migrated.
     */
    public record Tenant(String id, String defaultRegion, Provider provider,
            @Nullable Graph graph, @Nullable Ews ews, Policy policy, List<Mailbox> mailboxes) {
        public Tenant {
            Check.text("tenants.id", id);
            Check.text("tenants.defaultRegion", defaultRegion);
            provider = provider == null ? Provider.GRAPH : provider;
            policy = policy == null ? Policy.DEFAULTS : policy;
            mailboxes = List.copyOf(mailboxes);
            Set<Provider> named = EnumSet.of(provider);
            mailboxes.forEach(mailbox -> mailbox.ownProvider().ifPresent(named::add));
            for (Provider way : named) {
                Check.present("tenants." + way.text(), way == Provider.GRAPH ? graph : ews);
            }
        }

        public Optional<Graph> reachedByGraph() {
            return Optional.ofNullable(graph);
        }

        public Optional<Ews> reachedByEws() {
            return Optional.ofNullable(ews);
        }

        /** The mailboxes that are configured to be reached this way. */
        public List<Mailbox> reachedBy(Provider way) {
            return mailboxes.stream().filter(mailbox -> providerOf(mailbox) == way).toList();
        }

        /** How a mailbox is configured to be reached. */
        public Provider providerOf(Mailbox mailbox) {
            return mailbox.ownProvider().orElse(provider);
        }
    }

    /** How mailboxes are reached. */
    public enum Provider {
        GRAPH, EWS;

        /** As links, facts and the registry name it: {@code graph} or {@code ews}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How a tenant's contacts are synced; what is left out is as in {@link #DEFAULTS}. That its
     * fields are a contact's is for the source to check: nothing here knows the contact.
     */
    public record Policy(List<FieldPolicy> fields, Direction deletes, Boolean deleteBeatsEdit,
            Boolean privateContacts, List<String> categories) {

        /** Both directions, the latest wins, an edit beats a delete, private contacts stay out. */
        public static final Policy DEFAULTS = new Policy(List.of(), Direction.BOTH, false, false,
                List.of());

        public Policy {
            fields = fields == null ? List.of() : List.copyOf(fields);
            deletes = deletes == null ? Direction.BOTH : deletes;
            deleteBeatsEdit = deleteBeatsEdit != null && deleteBeatsEdit;
            privateContacts = privateContacts != null && privateContacts;
            categories = categories == null ? List.of() : List.copyOf(categories);
            Check.distinct("tenants.policy.fields",
                    fields.stream().map(FieldPolicy::field).toList());
            categories.forEach(category -> Check.text("tenants.policy.categories", category));
        }
    }

    /** How one field is synced. */
    public record FieldPolicy(String field, Direction direction, Preference preference) {
        public FieldPolicy {
            Check.text("tenants.policy.fields.field", field);
            direction = direction == null ? Direction.BOTH : direction;
            preference = preference == null ? Preference.LATEST : preference;
        }
    }

    /** Which side's edits are taken. */
    public enum Direction {
        BOTH, MAILBOX_ONLY, CRM_ONLY
    }

    /** Who wins where two edits did not know of each other. */
    public enum Preference {
        LATEST, MAILBOX, CRM
    }

    /** Where an application's proof of who it is stands: a secret, or a certificate with its key. */
    public interface ApplicationFiles {
        Optional<Path> secret();

        Optional<Path> certificate();

        Optional<Path> certificatePassword();
    }

    /** Where and as whom a tenant's mailboxes are reached; files keep secrets out of this one. */
    public record Graph(URI baseUrl, URI authority, String directoryId, String clientId,
            @Nullable Path secretFile, @Nullable Path certificateFile,
            @Nullable Path certificatePasswordFile, @Nullable Path trustedCertificatesFile,
            Integer requestsPerSecond)
            implements
                ApplicationFiles {

        /** Of all services and instances together, where nobody said another. */
        public static final int REQUESTS_PER_SECOND = 2_000;

        public Graph {
            requestsPerSecond = requestsPerSecond == null
                    ? REQUESTS_PER_SECOND
                    : requestsPerSecond;
            Check.atLeast("tenants.graph.requestsPerSecond", requestsPerSecond, 1);
            Check.present("tenants.graph.baseUrl", baseUrl);
            Check.present("tenants.graph.authority", authority);
            Check.text("tenants.graph.directoryId", directoryId);
            Check.text("tenants.graph.clientId", clientId);
            if ((secretFile == null) == (certificateFile == null)) {
                throw new ConfigException("Set either tenants.graph.secretFile or"
                        + " tenants.graph.certificateFile");
            }
        }

        @Override
        public Optional<Path> secret() {
            return Optional.ofNullable(secretFile);
        }

        @Override
        public Optional<Path> certificate() {
            return Optional.ofNullable(certificateFile);
        }

        @Override
        public Optional<Path> certificatePassword() {
            return Optional.ofNullable(certificatePasswordFile);
        }

        public Optional<Path> trustedCertificates() {
            return Optional.ofNullable(trustedCertificatesFile);
        }
    }

    /** How a tenant proves who it is to EWS. */
    public enum EwsLogin {
        /** The application itself: client id, and a secret or a certificate. */
        APP_ONLY,
        /** A service account by client id, user name and password; legacy. */
        DELEGATED,
        /** User name and password with every request; Exchange Server only. */
        BASIC
    }

    /** Where and as whom a tenant's mailboxes are reached; files keep secrets out of this one. */
    public record Ews(URI url, String serverVersion, EwsLogin login, Boolean impersonates,
            @Nullable URI tokenEndpoint, String scope, @Nullable String clientId,
            @Nullable Path secretFile, @Nullable Path certificateFile,
            @Nullable Path certificatePasswordFile, @Nullable String username,
            @Nullable Path passwordFile, @Nullable Path trustedCertificatesFile,
            Integer requestsMax, Integer streamsMax)
            implements
                ApplicationFiles {
        public Ews {
            Check.present("tenants.ews.url", url);
            serverVersion = serverVersion == null ? "Exchange2013_SP1" : serverVersion;
            login = login == null ? EwsLogin.APP_ONLY : login;
            impersonates = impersonates == null || impersonates;
            scope = scope == null ? "https://outlook.office365.com/.default" : scope;
            requestsMax = requestsMax == null ? 10 : requestsMax;
            streamsMax = streamsMax == null ? 10 : streamsMax;
            Check.atLeast("tenants.ews.requestsMax", requestsMax, 1);
            Check.atLeast("tenants.ews.streamsMax", streamsMax, 0);
            if (login != EwsLogin.BASIC) {
                Check.present("tenants.ews.tokenEndpoint", tokenEndpoint);
                Check.text("tenants.ews.clientId", clientId);
            }
            if (login != EwsLogin.APP_ONLY) {
                Check.text("tenants.ews.username", username);
                Check.present("tenants.ews.passwordFile", passwordFile);
            } else if ((secretFile == null) == (certificateFile == null)) {
                throw new ConfigException("Set either tenants.ews.secretFile or"
                        + " tenants.ews.certificateFile");
            }
        }

        @Override
        public Optional<Path> secret() {
            return Optional.ofNullable(secretFile);
        }

        @Override
        public Optional<Path> certificate() {
            return Optional.ofNullable(certificateFile);
        }

        @Override
        public Optional<Path> certificatePassword() {
            return Optional.ofNullable(certificatePasswordFile);
        }

        public Optional<Path> trustedCertificates() {
            return Optional.ofNullable(trustedCertificatesFile);
        }
    }

    /** One agent's mailbox; one that names no provider is reached by its tenant's. */
    public record Mailbox(String id, String address, List<String> folders,
            @Nullable Provider provider) {
        public Mailbox {
            Check.text("tenants.mailboxes.id", id);
            Check.text("tenants.mailboxes.address", address);
            folders = folders == null ? List.of() : List.copyOf(folders);
        }

        Optional<Provider> ownProvider() {
            return Optional.ofNullable(provider);
        }
    }
}
