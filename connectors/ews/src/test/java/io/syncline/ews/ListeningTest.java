package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.client.EwsHosts;
import io.syncline.ews.stream.Pace;
import io.syncline.port.Listening;
import io.syncline.port.MailboxRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heard of mailboxes, and in how many streams, against the simulated tenant. */
@Tag("soak")
class ListeningTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pace PACE = new Pace(Duration.ofMillis(300), Duration.ofMillis(400), 1, 2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EwsHosts hosts = new EwsHosts(meters);
    private final Map<String, AtomicInteger> told = new ConcurrentHashMap<>();
    private final List<Listening> listenings = new ArrayList<>();
    private final List<EwsProvider> providers = new ArrayList<>();
    private SimulatedEws tenant;

    @BeforeEach
    void start(@TempDir Path data) {
        tenant = new SimulatedEws(data);
    }

    @AfterEach
    void stop() {
        providers.forEach(EwsProvider::close);
        tenant.close();
    }

    @Test
    void makesTheMailboxDueInWhichSomethingHappens() {
        EwsProvider provider = provider(10);
        List<MailboxRef> mailboxes = mailboxes(2);
        listen(provider, mailboxes);
        untilHeard(2);
        int before = told(mailboxes.get(0));
        int otherBefore = told(mailboxes.get(1));

        tenant.happensIn(mailboxes.get(0));

        until("it is told", () -> told(mailboxes.get(0)) > before);
        assertThat(told(mailboxes.get(1))).isEqualTo(otherBefore);
        assertThat(tenant.open().path("streamsMax").asInt()).isEqualTo(1);
    }

    @Test
    void makesAMailboxDueOnceItIsHeard() {
        List<MailboxRef> mailboxes = mailboxes(1);

        listen(provider(10), mailboxes);

        until("it is told", () -> told(mailboxes.getFirst()) == 1);
    }

    @Test
    void putsNoMoreMailboxesIntoAStreamThanItTakes() {
        List<MailboxRef> mailboxes = mailboxes(5);

        listen(provider(10), mailboxes);
        untilHeard(5);

        assertThat(tenant.open().path("streamsMax").asInt()).isEqualTo(3);
        assertThat(gauge("syncline.ews.streams")).isEqualTo(3);
        assertThat(gauge("syncline.ews.subscriptions")).isEqualTo(5);
        assertThat(gauge("syncline.ews.mailboxes.polled")).isZero();
    }

    @Test
    void leavesMailboxesBeyondTheLimitsToPolling() {
        List<MailboxRef> mailboxes = mailboxes(5);

        listen(provider(2), mailboxes);
        untilHeard(4);
        letSettle();

        assertThat(heard()).isEqualTo(4);
        assertThat(tenant.open().path("streamsMax").asInt()).isEqualTo(2);
        assertThat(gauge("syncline.ews.mailboxes.polled")).isEqualTo(1);
    }

    @Test
    void hearsOfAMailboxBeyondTheLimitsWhenAnotherLeaves() {
        tenant.letAMinuteLast(Duration.ofSeconds(2));
        List<MailboxRef> mailboxes = mailboxes(3);
        listen(provider(1), mailboxes);
        untilHeard(2);

        listenings.stream().filter(Listening::hears).findFirst().orElseThrow().close();

        untilHeard(2);
        until("the last is heard", () -> listenings.stream().filter(Listening::hears).count() == 2);
        assertThat(tenant.open().path("streamsMax").asInt()).isEqualTo(1);
    }

    @Test
    void hearsOnWhenAStreamEndsAsAgreed() {
        tenant.letAMinuteLast(Duration.ofMillis(500));
        List<MailboxRef> mailboxes = mailboxes(1);
        listen(provider(10), mailboxes);
        until("streams follow each other", () -> tenant.requests("GetStreamingEvents") > 2);
        int before = told(mailboxes.getFirst());

        tenant.happensIn(mailboxes.getFirst());

        until("it is told", () -> told(mailboxes.getFirst()) > before);
        assertThat(before).isEqualTo(1);
        assertThat(tenant.requests("Subscribe")).isEqualTo(1);
    }

    @Test
    void looksAroundAfterAStreamBrokeOff() {
        List<MailboxRef> mailboxes = mailboxes(1);
        listen(provider(10), mailboxes);
        untilHeard(1);

        tenant.breakStreams();

        until("it is due again", () -> told(mailboxes.getFirst()) == 2);
        untilHeard(1);
        assertThat(tenant.requests("Subscribe")).isEqualTo(1);
    }

    @Test
    void subscribesAgainAfterAFailover() {
        List<MailboxRef> mailboxes = mailboxes(2);
        listen(provider(10), mailboxes);
        untilHeard(2);

        tenant.forgetSubscriptions();

        until("both are due again", () -> mailboxes.stream().allMatch(one -> told(one) >= 2));
        until("both are heard again", () -> heard() == 2);
        int before = told(mailboxes.get(1));
        tenant.happensIn(mailboxes.get(1));
        until("it is told", () -> told(mailboxes.get(1)) > before);
    }

    @Test
    void hearsOfTheOthersWhenOneIsRefused() {
        List<MailboxRef> mailboxes = new ArrayList<>(mailboxes(1));
        mailboxes.addFirst(new MailboxRef("t", "a-nobody", "a-nobody@example.com", List.of()));

        listen(provider(10), mailboxes);

        untilHeard(1);
        assertThat(told(mailboxes.getFirst())).isZero();
    }

    @Test
    void subscribesLaterWhereTheServiceIsBusy() {
        tenant.arm(new ObjectMapper().createObjectNode()
                .put("kind", "busy_fault")
                .put("operation", "Subscribe")
                .put("times", 1)
                .put("millis", 1_000));
        List<MailboxRef> mailboxes = mailboxes(2);

        listen(provider(10), mailboxes);

        untilHeard(2);
    }

    @Test
    void makesAnotherGroupWhereAStreamIsRefused() {
        tenant.arm(new ObjectMapper().createObjectNode()
                .put("kind", "error")
                .put("operation", "GetStreamingEvents")
                .put("code", "ErrorAccessDenied")
                .put("times", 1));
        List<MailboxRef> mailboxes = mailboxes(2);

        listen(provider(10), mailboxes);

        until("the second is heard, the first rests", () -> heard() == 1);
        assertThat(listenings.get(1).hears()).isTrue();
        untilHeard(2);
    }

    @Test
    void endsSubscriptionsWhenNobodyListens() {
        List<MailboxRef> mailboxes = mailboxes(3);
        listen(provider(10), mailboxes);
        untilHeard(3);

        listenings.forEach(Listening::close);

        until("all are ended", () -> tenant.requests("Unsubscribe") == 3);
        until("no stream is open here", () -> gauge("syncline.ews.streams") == 0);
        assertThat(gauge("syncline.ews.mailboxes.polled")).isZero();
        assertThat(gauge("syncline.ews.subscriptions")).isZero();
    }

    @Test
    void opensNoMoreAtAHostThanTheServicesOfAProcessMayTogether() {
        tenant.arm(new ObjectMapper().createObjectNode()
                .put("kind", "slow")
                .put("times", 60)
                .put("millis", 20));
        List<EwsProvider> services = List.of(provider(10), provider(10));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 60)
                    .forEach(i -> threads.execute(
                            () -> services.get(i % 2).folders(tenant.mailbox())));
        }

        assertThat(tenant.open().path("requestsMax").asInt()).isEqualTo(3);
    }

    private EwsProvider provider(int streamsMax) {
        EwsProvider provider = tenant.provider(hosts, PACE, 3, streamsMax);
        providers.add(provider);
        return provider;
    }

    private List<MailboxRef> mailboxes(int count) {
        return IntStream.range(0, count).mapToObj(i -> tenant.addMailbox("agent-" + i)).toList();
    }

    private void listen(EwsProvider provider, List<MailboxRef> mailboxes) {
        mailboxes.forEach(mailbox -> listenings.add(provider.listen(mailbox,
                () -> times(mailbox).incrementAndGet())));
    }

    private int told(MailboxRef mailbox) {
        return times(mailbox).get();
    }

    private AtomicInteger times(MailboxRef mailbox) {
        return told.computeIfAbsent(mailbox.mailbox(), name -> new AtomicInteger());
    }

    private int heard() {
        return (int) listenings.stream().filter(Listening::hears).count();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private void untilHeard(int count) {
        until(count + " mailboxes are heard", () -> heard() == count);
    }

    private static void until(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not in time: " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** Longer than anything is waited for before the next stream is opened. */
    private static void letSettle() {
        LockSupport.parkNanos(PACE.settle().multipliedBy(3).toNanos());
    }
}
