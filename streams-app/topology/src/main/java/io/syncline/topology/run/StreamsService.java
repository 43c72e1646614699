package io.syncline.topology.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.syncline.core.merge.Fold;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.StageLag;
import io.syncline.service.run.HealthCheck;
import io.syncline.service.run.Service;
import io.syncline.topology.TopicSerdes;
import io.syncline.topology.merge.MergeGeneration;
import io.syncline.topology.merge.MergeTopology;
import io.syncline.topology.sequence.SequenceTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a Streams application as a service. A thread that fails ends the application, and the process
 * with it: the supervisor starts it again, from its last commit, and nothing is lost or doubled. Only where another
 * thread is known to be enough, it is replaced.
 */
public final class StreamsService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamsService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final long MEGA = 1024 * 1024;
    /**
     * So soon an instance that came back, and has caught up, gets its part: until then the other one's death stops
     * everything. The shortest that Kafka Streams takes, which waits ten minutes where nothing is said.
     */
    private static final Duration PROBING_INTERVAL = Duration.ofMinutes(1);
    /** Of one partition; a commit's records go in few requests, each compressed as a whole. */
    private static final int BATCH_BYTES = 128 * 1024;

    private final String name;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final StageLag lag;
    private final LeftOpen leftOpen;
    private final int threads;

    private StreamsService(String name, SynclineConfig config, Duration commitInterval,
            MeterRegistry meters, BiFunction<TopologyConfig, TopicSerdes, Topology> topology) {
        this.name = name;
        KafkaClients clients = new KafkaClients(config);
        Properties properties = properties(name, config, clients.common());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        Published published = new Published(meters);
        TopicSerdes serdes = new TopicSerdes(() -> published.watched(clients.serializer()),
                clients::deserializer);
        TopologyConfig topologyConfig = new TopologyConfig(new StreamsConfig(properties));
        Topology built = topology.apply(topologyConfig, serdes);
        this.streams = new KafkaStreams(built, properties);
        this.metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(meters);
        Described described = Described.of(built);
        this.threads = config.streams().threads();
        this.leftOpen = new LeftOpen(LocalState.folder(config.streams(), name), clients);
        StateSize.measure(streams, name, described.stores(), meters);
        this.lag = new StageLag(stage(), name, described.topics(), clients, config.observability(),
                meters);
        streams.setUncaughtExceptionHandler(
                new ThreadFailures(name, threads, System::nanoTime));
    }

    /**
     * An application with the settings of all.
     *
     * @param name the application, its consumer group, and the beginning of its own topics' names
     */
    public static StreamsService of(String name, SynclineConfig config, MeterRegistry meters,
            BiFunction<TopologyConfig, TopicSerdes, Topology> topology) {
        return new StreamsService(name, config, config.streams().commitInterval(), meters,
                topology);
    }

    /** The application that orders facts. */
    public static StreamsService sequence(SynclineConfig config, MeterRegistry meters) {
        return of("syncline-sequence", config, meters, SequenceTopology::build);
    }

    /** The application that decides, in as many generations as this process is to fold. */
    public static Service merge(SynclineConfig config, MeterRegistry meters) {
        return merge(config, meters, Fold.PROTOCOL);
    }

    /** @param fold decides; other than by the sync protocol only in tests of what finds that */
    public static Service merge(SynclineConfig config, MeterRegistry meters, Fold fold) {
        return new MergeService(config, meters, fold);
    }

    /** One generation of it. */
    static StreamsService merge(MergeGeneration generation, Pace pace, SynclineConfig config,
            MeterRegistry meters) {
        Duration commitInterval = switch (pace) {
            case LIVE -> config.streams().commitInterval();
            case SILENT -> config.merge().silentCommitInterval();
        };
        return new StreamsService(generation.application(), config, commitInterval, meters,
                (topologyConfig, serdes) -> MergeTopology.build(topologyConfig, serdes,
                        Stores::persistentKeyValueStore, generation));
    }

    @Override
    public void start() {
        leftOpen.abort();
        leftOpen.keep(transactionalIds());
        streams.start();
        lag.start();
    }

    /**
     * As Kafka Streams 4.3 forms them: of application, instance, and the thread's number, of which the first two begin the
     * thread's name. A thread that replaces another one takes the next number that is free.
     */
    private List<String> transactionalIds() {
        return streams.metadataForLocalThreads()
                .stream()
                .map(thread -> thread.threadName().replaceFirst("StreamThread-\\d+$", ""))
                .distinct()
                .flatMap(instance -> IntStream.rangeClosed(1, 2 * threads)
                        .mapToObj(number -> instance + number))
                .toList();
    }

    @Override
    public boolean isHealthy() {
        return streams.state().isRunningOrRebalancing()
                || streams.state() == KafkaStreams.State.CREATED;
    }

    @Override
    public List<HealthCheck> checks() {
        return List.of(new HealthCheck(stage(), true, this::notRunning),
                new HealthCheck(stage() + "-progress", true, lag::problem));
    }

    /** As metrics and checks name it: {@code sequence}, {@code merge}. */
    private String stage() {
        return name.replaceFirst("^syncline-", "");
    }

    private Optional<String> notRunning() {
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING
                ? Optional.empty()
                : Optional.of("The application " + name + " is " + state
                        + (state == KafkaStreams.State.REBALANCING
                                ? ": it is given partitions, or restores their state"
                                : ""));
    }

    @Override
    public void close() {
        lag.close();
        if (!streams.close(CLOSE_TIMEOUT)) {
            LOGGER.atWarn()
                    .addKeyValue("application", name)
                    .log("Did not end in time; its transaction is aborted by the broker");
        }
        metrics.close();
        leftOpen.close();
    }

    private static Properties properties(String name, SynclineConfig config,
            Map<String, Object> common) {
        SynclineConfig.Streams settings = config.streams();
        Properties properties = new Properties();
        properties.putAll(common);
        // It would be part of threads' names, but not of the ids of their transactions.
        properties.remove(StreamsConfig.CLIENT_ID_CONFIG);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATE_DIR_CONFIG,
                LocalState.folder(settings, name).toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG,
                (int) settings.replicationFactor());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG,
                PROBING_INTERVAL.toMillis());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) settings.transactionTimeout().toMillis());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
                BATCH_BYTES);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                settings.cacheMb() * MEGA);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(BoundedRocksDb.BYTES, settings.rocksDbMb() * MEGA);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                (int) settings.sessionTimeout().toMillis());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) settings.sessionTimeout().toMillis() / 4);
        return properties;
    }
}
