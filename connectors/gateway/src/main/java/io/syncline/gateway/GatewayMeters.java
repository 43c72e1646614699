package io.syncline.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and, at debug, tells what the gateway takes, and what it sees of items since it holds all of
 * them. Thread-safe.
 *
 * <pre>
 * meter                      tags                   what
 * syncline.gateway.edits     tenant, kind           edits taken
 * syncline.gateway.delay     tenant, result         from an edit taken here to what came of it
 * syncline.deletes.held      tenant                 deletes that wait for an operator
 * </pre>
 */
final class GatewayMeters {

    private static final Logger LOGGER = LoggerFactory.getLogger(GatewayMeters.class);
    private static final String TENANT = "tenant";
    /** Edits whose outcome is waited for; of an older one the delay is not measured. */
    private static final int WAITING_MAX = 10_000;
    private static final Duration[] STEPS = {Duration.ofMillis(250), Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofMinutes(5)};

    private final MeterRegistry meters;
    /** The keys of items whose delete is held, by tenant. */
    private final Map<String, Set<String>> held = new ConcurrentHashMap<>();
    private final Map<String, Long> takenNanos = Collections.synchronizedMap(
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > WAITING_MAX;
                }
            });

    GatewayMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** An edit is about to be published. */
    void taking(Edited edited) {
        takenNanos.put(key(edited.getTenant(), edited.getEventId()), System.nanoTime());
    }

    /** The broker has it safe. */
    void taken(Edited edited) {
        Counter.builder("syncline.gateway.edits")
                .description("Edits taken")
                .tags(TENANT, edited.getTenant(), "kind",
                        edited.getKind().name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
        LOGGER.atDebug()
                .addKeyValue(TENANT, edited.getTenant())
                .addKeyValue("mailbox", edited.getMailbox())
                .addKeyValue("record", edited.getRecordId())
                .addKeyValue("causeId", edited.getEventId())
                .addKeyValue("kind", edited.getKind())
                .log("Took an edit");
    }

    /** It is known what came of an edit; most are not this instance's. */
    void cameToSomething(String tenant, String changeId, Outcomes.Outcome outcome) {
        Long since = takenNanos.remove(key(tenant, changeId));
        if (since != null) {
            Timer.builder("syncline.gateway.delay")
                    .description("From an edit taken here until it was merged or refused")
                    .tags(TENANT, tenant, "result",
                            outcome instanceof Outcomes.Merged ? "merged" : "refused")
                    .serviceLevelObjectives(STEPS)
                    .register(meters)
                    .record(Duration.ofNanos(System.nanoTime() - since));
        }
    }

    /** @param item as it is merged now; nothing where it is gone from the topic */
    void merged(String key, Optional<Merged> item) {
        Set<String> ofTenant = held.computeIfAbsent(RecordKey.parse(key).tenant(),
                this::measured);
        if (item.flatMap(Merged::getHeldDelete).isPresent()) {
            ofTenant.add(key);
        } else {
            ofTenant.remove(key);
        }
    }

    private Set<String> measured(String tenant) {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        Gauge.builder("syncline.deletes.held", keys::size)
                .description("Deletes that wait for an operator")
                .tag(TENANT, tenant)
                .register(meters);
        return keys;
    }

    private static String key(String tenant, String changeId) {
        return tenant + "/" + changeId;
    }
}
