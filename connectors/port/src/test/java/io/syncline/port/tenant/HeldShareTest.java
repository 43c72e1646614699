package io.syncline.port.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.syncline.port.MailboxRef;
import io.syncline.port.Tracking;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.topic.MailboxPartitioner;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldShareTest {

    static {
        AvroTrust.install();
    }

    private static final int PARTITIONS = 12;
    private static final double EXACT = 1e-9;

    private final List<MailboxRef> large = mailboxes("large", 300);
    private final List<MailboxRef> small = mailboxes("small", 1);

    @Test
    void addsUpToOneOverAllInstances() {
        List<HeldShare> instances = List.of(holding(1, 0, 5), holding(1, 5, 6),
                holding(1, 6, PARTITIONS));

        for (String tenant : List.of("large", "small")) {
            assertThat(instances.stream().mapToDouble(one -> one.of(tenant)).sum())
                    .isCloseTo(1, within(EXACT));
        }
    }

    @Test
    void givesATenantsOnlyMailboxAll() {
        int partition = MailboxPartitioner.partition("small/agent-0", PARTITIONS);
        HeldShare holder = holding(1, partition, partition + 1);
        HeldShare other = new HeldShare(1, PARTITIONS, () -> small);
        other.hold(Set.of((partition + 1) % PARTITIONS));

        assertThat(holder.of("small")).isEqualTo(1);
        assertThat(other.of("small")).isZero();
    }

    @Test
    void isNothingBeforePartitionsComeAndWhenTheyAreGone() {
        HeldShare share = new HeldShare(1, PARTITIONS, () -> large);

        assertThat(share.of("large")).isZero();
        share.hold(Set.of(1, 2, 3));
        assertThat(share.of("large")).isBetween(0.15, 0.35);
        share.hold(Set.of());
        assertThat(share.of("large")).isZero();
    }

    @Test
    void isOfItsServicesPart() {
        assertThat(holding(0.5, 0, PARTITIONS).of("large")).isEqualTo(0.5);
    }

    @Test
    void isNothingOfATenantWithoutMailboxes() {
        assertThat(holding(1, 0, PARTITIONS).of("nobody")).isZero();
    }

    /** Otherwise what a look found could take the place of what came to be held meanwhile. */
    @Test
    void looksAtMailboxesForOneAfterTheOther() throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        HeldShare share = new HeldShare(1, PARTITIONS, () -> {
            meanwhile.getAndSet(() -> {}).run();
            return large;
        }, clock::get);
        Thread rebalance = new Thread(() -> share
                .hold(IntStream.range(0, PARTITIONS).boxed().collect(Collectors.toSet())));
        AtomicReference<Thread.State> state = new AtomicReference<>();
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        meanwhile.set(() -> state.set(started(rebalance)));

        double before = share.of("large");
        rebalance.join();

        assertThat(state).hasValue(Thread.State.BLOCKED);
        assertThat(before).isZero();
        assertThat(share.of("large")).isEqualTo(1);
    }

    /** What it comes to: it waits for its turn, or has had it. */
    private static Thread.State started(Thread thread) {
        thread.start();
        while (thread.getState() != Thread.State.BLOCKED
                && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        return thread.getState();
    }

    private HeldShare holding(double ofService, int from, int to) {
        HeldShare share = new HeldShare(ofService, PARTITIONS,
                () -> IntStream.of(0, 1)
                        .mapToObj(which -> which == 0 ? large : small)
                        .flatMap(List::stream)
                        .toList());
        share.hold(Set.copyOf(IntStream.range(from, to).boxed().toList()));
        return share;
    }

    private static List<MailboxRef> mailboxes(String tenant, int count) {
        Tracking tracking = Tracking.of(Policy.newBuilder().build());
        return IntStream.range(0, count)
                .mapToObj(number -> new MailboxRef(tenant, "agent-" + number,
                        "agent-" + number + "@example.com", List.of(), tracking))
                .toList();
    }
}
