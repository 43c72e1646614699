package io.syncline.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.benchmarks.Row;
import io.syncline.benchmarks.Spread;
import io.syncline.benchmarks.pipeline.BenchException;
import io.syncline.local.stack.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What the sink writes: as fast as it can, beside a plain client that sends the same requests; where each
 * request takes as long as the service's and no mailbox takes more than four at once; and while one
 * mailbox refuses every write.
 */
final class SinkPart {

    private static final int MAILBOXES = 20;
    private static final int CONTACTS_EACH = 12;
    /** What Graph allows the sink at once (facts/graph.md 4.1: four, of which one is the source's). */
    private static final int AT_ONCE = 3;
    /** A write is a look and a patch (facts/graph.md: If-Match is not honoured everywhere). */
    private static final int REQUESTS_A_WRITE = 2;
    private static final int LATENCY_MS = 150;
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final double SHARE_TARGET = 0.9;
    private static final double OTHERS_TARGET = 0.95;
    private static final List<String> SINK = List.of("sink");
    private static final Duration FIRST_WRITE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final double MEGA = 1_000_000;

    private final Workspace workspace;
    private final Path registryHome;
    private final Consumer<String> progress;
    private final int passes;
    private final Duration warmUp;
    private final Duration counted;
    private final List<String> mailboxes = IntStream.range(0, MAILBOXES)
            .mapToObj(number -> "agent-" + number)
            .toList();

    SinkPart(Workspace workspace, Path registryHome, boolean quick, Consumer<String> progress) {
        this.workspace = workspace;
        this.registryHome = registryHome;
        this.progress = progress;
        this.passes = quick ? 2 : 5;
        this.warmUp = Duration.ofSeconds(quick ? 4 : 30);
        this.counted = Duration.ofSeconds(quick ? 3 : 20);
    }

    List<Row> rows() {
        try (Stage stage = Stage.open(workspace, registryHome, mailboxes, "{}", progress)) {
            return Ending.with(stage, () -> rows(stage));
        }
    }

    private List<Row> rows(Stage stage) {
        new Typing(stage.outlook(), progress).fill(mailboxes, CONTACTS_EACH);
        stage.outlook().allowRequests(UNLIMITED);
        List<Row> rows = new ArrayList<>();
        stage.start("sink");
        try (WriteLoad load = new WriteLoad(stage.clients())) {
            mailboxes.forEach(mailbox -> load.begin(mailbox, contacts(stage, mailbox).subList(0,
                    CONTACTS_EACH / 2)));
            rows.addAll(unlimited(stage, load));
            rows.addAll(limited(stage, load));
        }
        return rows;
    }

    private List<Row> unlimited(Stage stage, WriteLoad load) {
        List<Double> sink = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        List<Double> micros = new ArrayList<>();
        try (PlainClient client = new PlainClient(stage.graph())) {
            List<PlainClient.Lane> lanes = lanes(stage, client);
            progress.accept("Warming up");
            awaitFirstWrite(load);
            load.follow(warmUp);
            for (int pass = 1; pass <= passes; pass++) {
                Duration before = stage.cpu(SINK);
                double written = perSecond(total(load.follow(counted)));
                double cpu = stage.cpu(SINK).minus(before).toNanos() / 1_000.0;
                // Nobody follows meanwhile, so that the sink soon has nothing to do.
                client.run(lanes, warmUp.dividedBy(4));
                double yardstick = perSecond(client.run(lanes, counted));
                load.follow(warmUp.dividedBy(4));
                progress.accept("Pass %d of %d: the sink %,.0f writes/s, a plain client %,.0f"
                        .formatted(pass, passes, written, yardstick));
                sink.add(written);
                plain.add(yardstick);
                micros.add(cpu / (written * counted.toSeconds()));
            }
        }
        return List.of(Row.told("sink, no latency", "writes/s", Spread.medianOf(sink)),
                Row.told("plain client, the same requests", "writes/s", Spread.medianOf(plain)),
                Row.told("sink / plain client", "", Spread.medianOf(IntStream.range(0, passes)
                        .mapToObj(pass -> sink.get(pass) / plain.get(pass))
                        .toList())),
                Row.told("sink: CPU a write", "us", Spread.medianOf(micros)),
                Row.told("sink: resident memory", "MB",
                        Spread.medianOf(List.of(stage.residentBytes("sink") / MEGA))));
    }

    /** A new owner of a partition waits for as long as a request of the former one's may take. */
    private static void awaitFirstWrite(WriteLoad load) {
        long deadline = System.nanoTime() + FIRST_WRITE.toNanos();
        while (total(load.follow(LOOK)) == 0) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("The sink wrote nothing within " + FIRST_WRITE);
            }
        }
    }

    /** As the service is; then one mailbox refuses its writes, and asks to be left alone for a second each time. */
    private List<Row> limited(Stage stage, WriteLoad load) {
        progress.accept("Each request takes %d ms now".formatted(LATENCY_MS));
        stage.outlook().slowDown(LATENCY_MS);
        load.follow(warmUp.dividedBy(2));
        Map<String, Long> all = load.follow(counted);
        double allowed = MAILBOXES * AT_ONCE * 1_000.0 / LATENCY_MS / REQUESTS_A_WRITE;
        String throttled = mailboxes.getFirst();
        progress.accept(throttled + " refuses every write now");
        stage.outlook().throttle(Stage.address(throttled), UNLIMITED, 1);
        load.follow(warmUp.dividedBy(4));
        Map<String, Long> beside = load.follow(counted);
        return List.of(
                Row.told("sink, each request %d ms".formatted(LATENCY_MS), "writes/s",
                        Spread.medianOf(List.of(perSecond(total(all))))),
                Row.atLeast("share of the rate that is allowed then",
                        Spread.medianOf(List.of(perSecond(total(all)) / allowed)), SHARE_TARGET),
                Row.atLeast("others beside a throttled mailbox / before",
                        Spread.medianOf(List.of((double) total(without(throttled, beside))
                                / total(without(throttled, all)))),
                        OTHERS_TARGET));
    }

    private List<PlainClient.Lane> lanes(Stage stage, PlainClient client) {
        return mailboxes.stream()
                .flatMap(mailbox -> contacts(stage, mailbox).stream()
                        .skip(CONTACTS_EACH - AT_ONCE)
                        .map(contact -> client.writing(Stage.address(mailbox),
                                contact.path("id").asText())))
                .toList();
    }

    private static List<JsonNode> contacts(Stage stage, String mailbox) {
        return stage.outlook().contactsOf(Stage.address(mailbox));
    }

    private static Map<String, Long> without(String mailbox, Map<String, Long> counts) {
        Map<String, Long> others = new LinkedHashMap<>(counts);
        others.remove(mailbox);
        return others;
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private double perSecond(long count) {
        return (double) count / counted.toSeconds();
    }
}
