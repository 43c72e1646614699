package io.syncline.console.backup;

import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What was told and stands not in the journal yet. A backup whose cursors are past such facts, and whose journal
 * lacks them, would have them told again only when a contact changes; so it waits for sequence first. Sequence
 * commits its offsets with what it appends, in one transaction: what it has taken is in the journal.
 */
final class Sequencing {

    private static final String GROUP = "syncline-sequence";
    private static final List<String> TAKEN = Stream.of(TopicCatalogue.OBSERVED,
            TopicCatalogue.EDITED, TopicCatalogue.WRITE_RESULTS, TopicCatalogue.DECISIONS)
            .map(Topic::name)
            .toList();
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SEARCH = Duration.ofSeconds(5);
    /** Among so few offsets may be none of a record: what ends a transaction takes one, too. */
    private static final long LOOKED_AT_MAX = 200;

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Teller teller;

    /** @param consumer is assigned by hand, and reads committed records */
    Sequencing(Admin admin, KafkaConsumer<byte[], byte[]> consumer, Teller teller) {
        this.admin = admin;
        this.consumer = consumer;
        this.teller = teller;
    }

    /**
     * Waits until everything is taken that stands on the topics now.
     *
     * @throws ConsoleException if it is not within the patience; it says what to do
     */
    void await(Duration patience) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = Ends.of(admin, TAKEN);
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        long behind = behind(ends);
        long all = behind;
        while (behind > 0) {
            if (System.nanoTime() > deadlineNanos) {
                throw ConsoleException.failed("Sequence has not taken " + behind
                        + " records that stand on its topics, within " + patience.toSeconds()
                        + " s: either it does not run, or it is far behind. Nothing was backed"
                        + " up, since the journal would lack them. Start sequence, wait longer"
                        + " (--wait), or do without them (--although-behind)");
            }
            teller.at("Waiting until sequence has put what was told into the journal",
                    all - behind, all);
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            behind = behind(ends);
            all = Math.max(all, behind);
        }
        teller.at("Waiting until sequence has put what was told into the journal", all, all);
    }

    /** How many offsets up to where its topics end now it has not taken. */
    long behind() throws ExecutionException, InterruptedException {
        return behind(Ends.of(admin, TAKEN));
    }

    private long behind(Map<TopicPartition, Long> ends) throws ExecutionException,
            InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> taken = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet());
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata next = taken.get(end.getKey());
            long from = Math.max(next == null ? 0 : next.offset(),
                    begins.getOrDefault(end.getKey(), 0L));
            long gap = end.getValue() - from;
            if (gap > LOOKED_AT_MAX || gap > 0 && hasRecord(end.getKey(), from, end.getValue())) {
                behind += gap;
            }
        }
        return behind;
    }

    private boolean hasRecord(TopicPartition place, long from, long end) {
        consumer.assign(List.of(place));
        consumer.seek(place, from);
        long deadline = System.nanoTime() + SEARCH.toNanos();
        while (consumer.position(place) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                return record.offset() < end;
            }
            if (System.nanoTime() > deadline) {
                return true; // A transaction is open there: something may come of it.
            }
        }
        return false;
    }
}
