package io.syncline.topology.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Shows how many bytes an application's stores hold in this process, on disk and in memory: the gauge
 * {@code syncline.state.size}, tagged by application and store. A standby's copies count.
 */
final class StateSize {

    private static final String STORE = "rocksdb-state-id";
    /** RocksDB's own words for what lies on disk, and for what is not there yet. */
    private static final Set<String> BYTES = Set.of("total-sst-files-size",
            "cur-size-all-mem-tables");

    private final KafkaStreams streams;

    private StateSize(KafkaStreams streams) {
        this.streams = streams;
    }

    /** @param stores by their names in the topology */
    static void measure(KafkaStreams streams, String application, Collection<String> stores,
            MeterRegistry meters) {
        StateSize size = new StateSize(streams);
        stores.forEach(store -> Gauge.builder("syncline.state.size", () -> size.of(store))
                .description("What a store holds in this process")
                .baseUnit("bytes")
                .tag("application", application)
                .tag("store", store)
                .register(meters));
    }

    private double of(String store) {
        return streams.metrics()
                .values()
                .stream()
                .filter(metric -> BYTES.contains(metric.metricName().name()))
                .filter(metric -> store.equals(metric.metricName().tags().get(STORE)))
                .mapToDouble(StateSize::bytes)
                .sum();
    }

    /** A store that is being opened or closed has no size. */
    private static double bytes(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }
}
