package io.syncline.console.system;

import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until all that was told of a mailbox by now is folded, and what came of it can be read. Whoever
 * asks the topics what a step has led to asks too early otherwise: source, sequence and merge commit one
 * after the other.
 */
final class Folding {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final List<Topic> TOLD_BY_MERGE = List.of(TopicCatalogue.MERGED,
            TopicCatalogue.CHANGES, TopicCatalogue.WRITES, TopicCatalogue.ALERTS);

    private final RunningSystem system;
    private final MailboxName mailbox;
    private final Duration patience;

    /** @param patience how long each of the applications may take */
    Folding(RunningSystem system, MailboxName mailbox, Duration patience) {
        this.system = system;
        this.mailbox = mailbox;
        this.patience = patience;
    }

    /** @throws ConsoleException naming who does not get on */
    void await() {
        try (KafkaConsumer<String, byte[]> consumer = system.topics().consumer()) {
            read(consumer, Application.SEQUENCE, TopicCatalogue.OBSERVED);
            read(consumer, Application.merge(system), TopicCatalogue.JOURNAL);
            TOLD_BY_MERGE.forEach(topic -> committed(consumer, topic));
        }
    }

    /** Its offset may stay before the end: what ends a transaction takes an offset, and is no record. */
    private void read(KafkaConsumer<String, byte[]> consumer, Application application,
            Topic topic) {
        TopicPartition place = assigned(consumer, topic);
        long end = Application.end(system.admin(), place);
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            OptionalLong next = application.next(system.admin(), place);
            next.ifPresentOrElse(offset -> consumer.seek(place, offset),
                    () -> consumer.seekToBeginning(List.of(place)));
            if (!isRecordBefore(consumer, place, end, deadline)) {
                return;
            }
        } while (System.nanoTime() < deadline);
        throw ConsoleException.failed(application.service() + " has not read all of "
                + topic.name() + " after " + patience.toSeconds() + " s; does it run? Once it"
                + " does, give the command again");
    }

    private static boolean isRecordBefore(KafkaConsumer<String, byte[]> consumer,
            TopicPartition place, long end, long deadline) {
        while (consumer.position(place) < end) {
            if (!consumer.poll(POLL).isEmpty() || System.nanoTime() > deadline) {
                return true;
            }
        }
        return false;
    }

    /** Its offsets are committed with what it told, which may be seen a moment later. */
    private void committed(KafkaConsumer<String, byte[]> consumer, Topic topic) {
        TopicPartition place = assigned(consumer, topic);
        long end = Application.end(system.admin(), place);
        long deadline = System.nanoTime() + patience.toNanos();
        while (committedEnd(consumer, place) < end) {
            if (System.nanoTime() > deadline) {
                throw ConsoleException.failed("A transaction on " + topic.name()
                        + " does not end; look at the log of merge");
            }
            consumer.poll(POLL);
        }
    }

    private static long committedEnd(KafkaConsumer<?, ?> consumer, TopicPartition place) {
        return consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
    }

    private TopicPartition assigned(KafkaConsumer<String, byte[]> consumer, Topic topic) {
        TopicPartition place = TopicReader.placeOf(consumer, mailbox, topic);
        consumer.assign(List.of(place));
        consumer.seekToEnd(List.of(place));
        return place;
    }
}
