package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.local.demo.Outlook;
import io.syncline.local.stack.Reach;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One instance of the source and more EWS mailboxes than its streams have room for, at the intervals of
 * the defaults. {@code -Dsyncline.seed} says in which mailboxes somebody works.
 */
@Tag("soak")
class EwsScaleTest {

    private static final int HEARD = 2_000;
    private static final int BEYOND = 20;
    private static final int CONTACTS = 3;
    private static final int EDITS = 50;
    private static final int OPEN_MAX = 10;
    private static final int THREADS_MAX = 100;
    private static final double HEAP_MAX_BYTES = 256 * 1024 * 1024;
    private static final Waiting WAITING = new Waiting(Duration.ofMinutes(15));
    private static final String DEFAULTS = """
            source: {pollInterval: PT30S, pollIntervalIdle: PT5M, concurrency: 32}
            sink: {requestTimeout: PT30S}
            """;
    private static final List<String> ADDRESSES = IntStream.range(0, HEARD + BEYOND)
            .mapToObj(i -> "agent-%04d@example.com".formatted(i))
            .toList();

    private final long seed = Long.getLong("syncline.seed", 1L);
    private Workspace workspace;
    private Stack stack;
    private Outlook outlook;
    private Scrape source;
    private Scrape simulator;

    @BeforeEach
    void start() throws IOException {
        workspace = Workspace.open(Path.of("target", "ews-scale-" + System.nanoTime()));
        stack = Stack.start(workspace, Path.of(System.getProperty("syncline.registry")),
                text -> {});
        stack.startSimulation(ADDRESSES, Reach.EWS);
        stack.configure(Files.writeString(workspace.folder("scale.yaml"), DEFAULTS));
        outlook = new Outlook(stack.simulatorAdmin());
        source = new Scrape(URI.create(
                "http://127.0.0.1:" + workspace.port("source-metrics") + "/metrics"));
        simulator = new Scrape(stack.simulatorAdmin().resolve("/admin/ews/open"));
        for (String address : ADDRESSES) {
            outlook.addMailbox(address);
            for (int i = 0; i < CONTACTS; i++) {
                outlook.create(address, named("Contact " + i));
            }
        }
    }

    @AfterEach
    void stop() {
        outlook.close();
        stack.close();
        workspace.close();
    }

    @Test
    void hearsTwoThousandMailboxesInTenStreamsAndPollsTheRest() {
        Figures listing = Figures.begin();
        stack.startService("source");
        WAITING.until("all are listed", () -> source
                .value("syncline_source_facts_total") >= ADDRESSES.size() * (CONTACTS + 2L));
        listing.tell(ADDRESSES.size() + " mailboxes listed");
        WAITING.until("all that can be are heard",
                () -> source.value("syncline_ews_mailboxes_heard") == HEARD);
        listing.tell(HEARD + " mailboxes heard");
        tellOfTheProcess("after the start");

        assertThat(source.value("syncline_ews_mailboxes_polled")).isEqualTo(BEYOND);
        assertThat(mailboxesListed()).isEqualTo(ADDRESSES.size());
        hearEdits();
        tellOfTheProcess("at the end");

        JsonNode open = simulator.json();
        System.out.println("Promise: open at the host at most: " + open);
        assertThat(open.path("requestsMax").asInt()).isLessThanOrEqualTo(OPEN_MAX);
        assertThat(open.path("streamsMax").asInt()).isEqualTo(OPEN_MAX);
        assertThat(source.value("jvm_threads_peak_threads")).isLessThan(THREADS_MAX);
        // What it may take at most, it was given, and it has not run out of it.
        assertThat(source.sum("jvm_memory_max_bytes", "area=\"heap\"")).isPositive()
                .isLessThanOrEqualTo(HEAP_MAX_BYTES);
        assertThat(stack.supervisor().restarts().getOrDefault("source", 0)).isZero();
    }

    /** One after the other, so that each is seen to arrive. */
    private void hearEdits() {
        Random random = new Random(seed);
        List<Long> millis = random.ints(EDITS, 0, HEARD).mapToObj(i -> {
            double before = source.value("syncline_source_facts_total");
            long begun = System.nanoTime();
            outlook.create(ADDRESSES.get(i), named("Newcomer " + i));
            WAITING.until("a newcomer in " + ADDRESSES.get(i) + " is told, seed " + seed,
                    () -> source.value("syncline_source_facts_total") > before);
            return Duration.ofNanos(System.nanoTime() - begun).toMillis();
        }).sorted().toList();
        System.out.println("Promise: " + EDITS + " edits told, half of them within "
                + millis.get(EDITS / 2) + " ms, all within " + millis.getLast() + " ms");
        assertThat(millis.getLast()).isLessThan(Duration.ofSeconds(30).toMillis());
        assertThat(observed().stream()
                .flatMap(fact -> fact.getItem().stream())
                .filter(item -> item.getContact()
                        .getGivenName()
                        .orElse("")
                        .startsWith("Newcomer")))
                .hasSizeGreaterThanOrEqualTo(EDITS);
    }

    private long mailboxesListed() {
        return observed().stream()
                .filter(fact -> fact.getKind() == ObservedKind.LISTED)
                .map(Observed::getMailbox)
                .distinct()
                .count();
    }

    private List<Observed> observed() {
        return new Topics(stack.infrastructure()).all(TopicCatalogue.OBSERVED, Observed.class);
    }

    private void tellOfTheProcess(String when) {
        System.out.println(String.format(Locale.ROOT,
                "Promise: the source %s: heap %.0f MB used, threads %.0f (at most %.0f), streams %.0f,"
                        + " subscriptions %.0f, polled %.0f",
                when, source.sum("jvm_memory_used_bytes", "area=\"heap\"") / 1e6,
                source.value("jvm_threads_live_threads"),
                source.value("jvm_threads_peak_threads"), source.value("syncline_ews_streams"),
                source.value("syncline_ews_subscriptions"),
                source.value("syncline_ews_mailboxes_polled")));
    }

    private static ObjectNode named(String name) {
        return new ObjectMapper().createObjectNode().put("givenName", name);
    }
}
