package io.syncline.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.benchmarks.Row;
import io.syncline.benchmarks.Spread;
import io.syncline.benchmarks.pipeline.BenchException;
import io.syncline.local.demo.Equality;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What people do with a two-way tool: an address book is copied for the first time, compared when nothing
 * has changed, and one contact in a hundred is edited, half of them on each side. Timed from outside, by
 * both sides' own stores; what is computed is that of all services, not of broker, tenant and CRM.
 */
final class WholePart {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAILBOX = "agent";
    private static final String ADDRESS = Stage.address(MAILBOX);
    private static final String FIELD = "nickName";
    private static final List<String> SERVICES = List.of("sequence", "merge", "gateway", "sink",
            "source");
    private static final int EDITED_OF = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final double MILLI = 1_000;

    private final Workspace workspace;
    private final Path registryHome;
    private final Consumer<String> progress;
    private final int contacts;
    private final int passes;

    /** How long something took, and what it cost. */
    private record Cost(Duration time, Duration cpu) {}

    WholePart(Workspace workspace, Path registryHome, boolean quick, Consumer<String> progress) {
        this.workspace = workspace;
        this.registryHome = registryHome;
        this.progress = progress;
        this.contacts = quick ? 400 : 5_000;
        this.passes = quick ? 1 : 5;
    }

    List<Row> rows() {
        try (Stage stage = Stage.open(workspace, registryHome, List.of(MAILBOX), "{}",
                progress)) {
            return Ending.with(stage, () -> rows(stage));
        }
    }

    private List<Row> rows(Stage stage) {
        new Typing(stage.outlook(), progress).fill(List.of(MAILBOX), contacts);
        stage.outlook().allowRequests(Integer.MAX_VALUE);
        stage.start("sequence", "merge", "gateway", "sink");
        List<Row> rows = new ArrayList<>();
        rows.addAll(told("first copy of %,d".formatted(contacts), List.of(firstCopy(stage))));
        List<Cost> compared = new ArrayList<>();
        List<Cost> edited = new ArrayList<>();
        for (int pass = 1; pass <= passes; pass++) {
            progress.accept("Comparing and editing, pass %d of %d".formatted(pass, passes));
            compared.add(comparison(stage));
            edited.add(edits(stage, pass));
        }
        rows.addAll(told("all compared, nothing to do", compared));
        rows.addAll(told("%,d edited".formatted(contacts / EDITED_OF), edited));
        Equality.Result equality = Equality.of(stage.outlook().contactsOf(ADDRESS),
                stage.crm().recordsOf(MAILBOX));
        if (!equality.isEqual() || equality.equal() != contacts) {
            throw new BenchException("Both sides differ in the end:\n" + equality.shown());
        }
        return List.copyOf(rows);
    }

    /** The source's start included, as that of a command-line tool is. */
    private Cost firstCopy(Stage stage) {
        progress.accept("Copying %,d contacts into the CRM".formatted(contacts));
        Duration before = stage.cpu(List.of("sequence", "merge", "gateway", "sink"));
        long start = System.nanoTime();
        stage.start("source");
        await("the first copy", () -> stage.crm().recordsOf(MAILBOX).size() >= contacts);
        return new Cost(Duration.ofNanos(System.nanoTime() - start),
                stage.cpu(SERVICES).minus(before));
    }

    /** The mailbox has forgotten what it told us: every contact is listed, and found unchanged. */
    private Cost comparison(Stage stage) {
        Instant last = listedAt(stage);
        return cost(stage, "the comparison", () -> stage.outlook().expireToken(ADDRESS),
                () -> listedAt(stage).isAfter(last));
    }

    private Cost edits(Stage stage, int pass) {
        List<String> ids = stage.outlook()
                .contactsOf(ADDRESS)
                .stream()
                .map(contact -> contact.path("id").asText())
                .toList();
        List<String> records = stage.crm()
                .recordsOf(MAILBOX)
                .stream()
                .sorted((one, other) -> email(other).compareTo(email(one)))
                .map(record -> record.path("id").asText())
                .toList();
        int half = contacts / EDITED_OF / 2;
        String here = "Outlook " + pass;
        String there = "CRM " + pass;
        return cost(stage, "the edits", () -> {
            for (int i = 0; i < half; i++) {
                stage.outlook().edit(ADDRESS, ids.get(i), JSON.createObjectNode().put(FIELD, here));
                stage.crm()
                        .edit(MAILBOX, records.get(i), JSON.createObjectNode().put(FIELD, there));
            }
        }, () -> {
            Map<String, Integer> inCrm = count(stage.crm()
                    .recordsOf(MAILBOX)
                    .stream()
                    .map(record -> record.path("contact"))
                    .toList());
            return Objects.equals(inCrm.get(here), half)
                    && Objects.equals(count(stage.outlook().contactsOf(ADDRESS)).get(there), half);
        });
    }

    private static String email(JsonNode record) {
        return record.path("contact").path("emailAddresses").path(0).path("address").asText();
    }

    private static Map<String, Integer> count(List<JsonNode> contacts) {
        Map<String, Integer> counts = new HashMap<>();
        contacts.forEach(contact -> counts.merge(contact.path(FIELD).asText(), 1, Integer::sum));
        return counts;
    }

    private static Instant listedAt(Stage stage) {
        return stage.<Cursor>all(TopicCatalogue.CURSORS)
                .stream()
                .flatMap(cursor -> cursor.getFolders().stream())
                .filter(folder -> !folder.getListing())
                .map(FolderCursor::getListedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private Cost cost(Stage stage, String what, Runnable work, BooleanSupplier done) {
        Duration before = stage.cpu(SERVICES);
        long start = System.nanoTime();
        work.run();
        await(what, done);
        return new Cost(Duration.ofNanos(System.nanoTime() - start),
                stage.cpu(SERVICES).minus(before));
    }

    /** A look at many contacts takes a while; it must not take the machine. */
    private static void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long before = System.nanoTime();
        while (!done.getAsBoolean()) {
            long looked = System.nanoTime() - before;
            if (before > deadline) {
                throw new BenchException(
                        "Not over within " + PATIENCE.toMinutes() + " min: " + what);
            }
            LockSupport.parkNanos(Math.max(LOOK.toNanos(), 2 * looked));
            before = System.nanoTime();
        }
    }

    private static List<Row> told(String what, List<Cost> costs) {
        return List.of(
                Row.told(what, "ms", Spread.medianOf(costs.stream()
                        .map(cost -> (double) cost.time().toMillis())
                        .toList())),
                Row.told(what + ": CPU of all services", "ms", Spread.medianOf(costs.stream()
                        .map(cost -> cost.cpu().toNanos() / MILLI / MILLI)
                        .toList())));
    }
}
