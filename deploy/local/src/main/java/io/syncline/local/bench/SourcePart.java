package io.syncline.local.bench;

import io.syncline.benchmarks.Row;
import io.syncline.benchmarks.Spread;
import io.syncline.benchmarks.pipeline.BenchException;
import io.syncline.benchmarks.pipeline.Percentiles;
import io.syncline.benchmarks.pipeline.Watched;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the source does: polls of idle mailboxes, beside a plain client that sends the same requests; and
 * how soon an edit in a mailbox is on {@code merged} while others are copied for the first time.
 */
final class SourcePart {

    private static final int CONTACTS_EACH = 5;
    private static final int LIVE_MAILBOXES = 10;
    private static final int LANES = 32;
    private static final List<String> SOURCE = List.of("source");
    private static final double MEGA = 1_000_000;
    private static final double KILO = 1_000;
    private static final double LIVE_TARGET_MS = 2_000;
    private static final int UNLIMITED = Integer.MAX_VALUE;
    /** A mailbox is due again at once, so that the source polls as fast as it can. */
    private static final String RESTLESS = """
            source:
              pollInterval: PT0.05S
              pollIntervalIdle: PT0.05S
            """;

    /** An edit is not seen before the mailbox is polled: the rest of its way is what is measured. */
    private static final String WATCHFUL = """
            source:
              pollInterval: PT0.5S
              pollIntervalIdle: PT0.5S
            """;

    private final Workspace workspace;
    private final Path registryHome;
    private final Consumer<String> progress;
    private final boolean quick;

    SourcePart(Workspace workspace, Path registryHome, boolean quick, Consumer<String> progress) {
        this.workspace = workspace;
        this.registryHome = registryHome;
        this.progress = progress;
        this.quick = quick;
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>(idle());
        rows.addAll(importing());
        return rows;
    }

    private List<Row> idle() {
        List<String> mailboxes = named("idle", quick ? 100 : 10_000);
        try (Workspace own = Workspace.open(workspace.folder("idle"));
                Stage stage = Stage.open(own, registryHome, mailboxes, RESTLESS, progress)) {
            return Ending.with(stage, () -> idle(stage, mailboxes));
        }
    }

    private List<Row> idle(Stage stage, List<String> mailboxes) {
        new Typing(stage.outlook(), progress).fill(mailboxes, CONTACTS_EACH);
        stage.outlook().allowRequests(UNLIMITED);
        stage.start("source");
        stage.await("every mailbox is listed", Duration.ofMinutes(quick ? 3 : 15),
                () -> listed(stage) >= mailboxes.size());
        Duration counted = Duration.ofSeconds(quick ? 3 : 30);
        Duration plainCpu;
        double plain;
        List<Double> polls = new ArrayList<>();
        List<Double> perCpu = new ArrayList<>();
        pause(counted);
        for (int pass = 0; pass < (quick ? 2 : 5); pass++) {
            Duration before = stage.cpu(SOURCE);
            long from = stage.outlook().polls();
            pause(counted);
            double polled = stage.outlook().polls() - from;
            polls.add(polled / counted.toSeconds());
            perCpu.add(polled * KILO / stage.cpu(SOURCE).minus(before).toMillis());
            progress.accept("%,.0f polls a second".formatted(polls.getLast()));
        }
        double resident = stage.residentBytes("source");
        stage.stop("source");
        try (PlainClient client = new PlainClient(stage.graph())) {
            List<PlainClient.Lane> lanes = mailboxes.stream()
                    .limit(LANES)
                    .map(mailbox -> client.polling(Stage.address(mailbox)))
                    .toList();
            client.run(lanes, counted);
            Watched before = Watched.now(ProcessHandle.current().pid());
            plain = client.run(lanes, counted);
            plainCpu = Watched.now(ProcessHandle.current().pid()).cpu().minus(before.cpu());
        }
        double plainPerCpu = plain * KILO / plainCpu.toMillis();
        return List.of(
                Row.told("source: polls of %,d idle mailboxes".formatted(mailboxes.size()),
                        "polls/s", Spread.medianOf(polls)),
                Row.told("source: polls a CPU second", "polls", Spread.medianOf(perCpu)),
                Row.told("plain client: polls a CPU second", "polls",
                        Spread.medianOf(List.of(plainPerCpu))),
                Row.told("polls a CPU second: source / plain client", "",
                        Spread.medianOf(perCpu.stream().map(each -> each / plainPerCpu).toList())),
                Row.told("source: resident memory", "MB",
                        Spread.medianOf(List.of(resident / MEGA))),
                Row.told("source: resident memory a mailbox", "KB",
                        Spread.medianOf(List.of(resident / KILO / mailboxes.size()))));
    }

    private static long listed(Stage stage) {
        return stage.<Cursor>all(TopicCatalogue.CURSORS)
                .stream()
                .filter(Cursor::getListed)
                .map(Cursor::getMailbox)
                .distinct()
                .count();
    }

    private List<Row> importing() {
        List<String> live = named("live", LIVE_MAILBOXES);
        List<String> copied = named("copied", quick ? 5 : 100);
        int each = quick ? 200 : 3_000;
        List<String> mailboxes = Stream.concat(live.stream(), copied.stream()).toList();
        try (Workspace own = Workspace.open(workspace.folder("import"));
                Stage stage = Stage.open(own, registryHome, mailboxes, WATCHFUL, progress)) {
            return Ending.with(stage, () -> importing(stage, live, copied, each));
        }
    }

    private List<Row> importing(Stage stage, List<String> live, List<String> copied, int each) {
        Typing typing = new Typing(stage.outlook(), progress);
        typing.fill(live, CONTACTS_EACH);
        typing.fill(copied, each);
        stage.outlook().allowRequests(UNLIMITED);
        copied.forEach(mailbox -> stage.outlook().refuse(Stage.address(mailbox)));
        stage.start("sequence", "merge", "source");
        try (LiveEdits edits = new LiveEdits(stage, live)) {
            edits.awaitMerged(live, live.size() * CONTACTS_EACH);
            progress.accept("Editing while nothing else happens");
            Percentiles quiet = edits.run(Duration.ofSeconds(quick ? 5 : 60));
            progress.accept("Editing while %,d mailboxes of %,d contacts are copied".formatted(
                    copied.size(), each));
            stage.outlook().endFaults();
            long start = System.nanoTime();
            Percentiles during = edits.runUntilMerged(copied, copied.size() * each);
            double seconds = (System.nanoTime() - start) / 1e9;
            return List.of(
                    Row.told("mailbox edit to merged, quiet: p50", "ms", quiet.millis(0.5)),
                    Row.told("mailbox edit to merged, quiet: p99", "ms", quiet.millis(0.99)),
                    Row.told("mailbox edit to merged, others copied: p50", "ms",
                            during.millis(0.5)),
                    Row.atMost("mailbox edit to merged, others copied: p99", "ms",
                            during.millis(0.99), LIVE_TARGET_MS),
                    Row.told("first copy to merged", "contacts/s",
                            Spread.medianOf(List.of(copied.size() * each / seconds))));
        }
    }

    private static List<String> named(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + "-" + number).toList();
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }
}
