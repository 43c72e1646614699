package io.syncline.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.schemas.bootstrap.SchemaPlan;
import io.syncline.schemas.bootstrap.TopicPlan;
import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.TenantTopics;
import io.syncline.schemas.topic.Topic;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.run.Service;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the topics of each tenant that is named in {@code feed.tenants} equal to what
 * {@code merged} and {@code changes} hold of it. Missing topics and schemas are made at the start. Several
 * instances share the work by partition.
 */
public final class FeedService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(FeedService.class);

    private final SynclineConfig config;
    private final KafkaClients clients;
    private final List<TenantFeed> feeds;

    /** @throws IllegalArgumentException if a tenant's id cannot be part of a topic's name */
    public FeedService(SynclineConfig config, MeterRegistry meters) {
        this.config = config;
        this.clients = new KafkaClients(config);
        this.feeds = config.feed()
                .tenants()
                .stream()
                .map(tenant -> new TenantFeed(tenant, clients, meters))
                .toList();
    }

    @Override
    public void start() {
        makeTopics();
        feeds.forEach(TenantFeed::start);
        LOGGER.atInfo().addKeyValue("tenants", config.feed().tenants()).log("Feeding");
    }

    @Override
    public boolean isHealthy() {
        return feeds.stream().allMatch(TenantFeed::isHealthy);
    }

    @Override
    public void close() {
        feeds.forEach(TenantFeed::close);
    }

    private void makeTopics() {
        List<Topic> wanted = config.feed()
                .tenants()
                .stream()
                .flatMap(tenant -> TenantTopics.of(tenant).stream())
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        try (Admin admin = clients.admin();
                RegistryClient registry = new RegistryClient(
                        new RegistryConfig(clients.registrySettings()))) {
            TopicPlan.of(admin, wanted, config.kafka().partitions(), config.kafka().replicas())
                    .creating()
                    .apply(admin);
            SchemaPlan.of(registry, wanted).apply(registry);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making topics", e);
        }
    }
}
