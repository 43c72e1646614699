package io.syncline.console.system;

import io.syncline.schemas.bootstrap.SchemaPlan;
import io.syncline.schemas.bootstrap.TopicPlan;
import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.serde.RegistryException;
import io.syncline.schemas.topic.TenantTopics;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The topics and schemas of a running system, beside those of the catalogue and of the tenants that are fed. */
public final class Installation {

    private final RunningSystem system;

    public Installation(RunningSystem system) {
        this.system = system;
    }

    /** How the broker's topics differ. */
    public TopicPlan topics() {
        SynclineConfig.Kafka kafka = system.config().kafka();
        try {
            return TopicPlan.of(system.admin(), wanted(), kafka.partitions(), kafka.replicas());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IllegalStateException e) {
            throw ConsoleException.failed(String.valueOf(e.getMessage()), e);
        }
    }

    /** Makes them alike, as the plan says. */
    public void apply(TopicPlan plan) {
        try {
            plan.apply(system.admin());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IllegalStateException e) {
            throw ConsoleException.failed(String.valueOf(e.getMessage()), e);
        }
    }

    /** How the registry's schemas differ. */
    public SchemaPlan schemas() {
        return asking(registry -> SchemaPlan.of(registry, wanted()));
    }

    /** Registers what is missing, as the plan says. */
    public void apply(SchemaPlan plan) {
        asking(registry -> {
            plan.apply(registry);
            return plan;
        });
    }

    private <T> T asking(Function<RegistryClient, T> question) {
        try (RegistryClient registry = new RegistryClient(
                new RegistryConfig(system.clients().registrySettings()))) {
            return question.apply(registry);
        } catch (RegistryException | IllegalStateException e) {
            throw ConsoleException.failed(String.valueOf(e.getMessage()), e);
        }
    }

    private List<Topic> wanted() {
        return Stream.concat(TopicCatalogue.all().stream(), system.config()
                .feed()
                .tenants()
                .stream()
                .flatMap(tenant -> TenantTopics.of(tenant).stream())).toList();
    }

    private static ConsoleException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return ConsoleException.failed("Interrupted", e);
    }
}
