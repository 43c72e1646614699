package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.LiveMailbox;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Edits by the CRM at a steady rate, each of which leads to a write, and answers to the writes. An edit is
 * timed from when it was due, whether or not it could be sent then, to when its write can be read.
 */
final class EditLoad {

    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Of the edits: so many may lead to no write of their own, since one was outstanding still. */
    private static final double UNMATCHED_MAX = 0.01;

    private final KafkaClients clients;
    private final Map<String, LiveMailbox> mailboxes;
    private final List<String> names;
    private final int contactsEach;
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final List<Long> took = new ArrayList<>();
    private volatile boolean ended;
    private long turn;

    /** @param mailboxes by name, each with so many contacts */
    EditLoad(KafkaClients clients, Map<String, LiveMailbox> mailboxes, int contactsEach) {
        this.clients = clients;
        this.mailboxes = mailboxes;
        this.names = List.copyOf(mailboxes.keySet());
        this.contactsEach = contactsEach;
    }

    /**
     * @param perSecond how many edits
     * @param warmUp what is due before that is over is not counted
     */
    Percentiles run(int perSecond, Duration warmUp, Duration counted) {
        took.clear();
        due.clear();
        ended = false;
        try (KafkaConsumer<String, Write> writes = clients.reader();
                KafkaProducer<String, SpecificRecord> producer = clients.producer()) {
            KafkaClients.fromTheStart(writes, TopicCatalogue.WRITES);
            writes.seekToEnd(writes.assignment());
            writes.assignment().forEach(writes::position);
            long start = System.nanoTime();
            long from = start + warmUp.toNanos();
            Future<?> answering = CompletableFuture
                    .runAsync(() -> answer(writes, producer, from));
            long all = perSecond * (warmUp.plus(counted).toMillis()) / 1_000;
            send(producer, perSecond, start, all);
            awaitTheRest();
            ended = true;
            Appender.await(answering);
            if (due.size() > UNMATCHED_MAX * all) {
                throw new BenchException(due.size() + " of " + all
                        + " edits led to no write within " + PATIENCE.toSeconds() + " s");
            }
            return new Percentiles(took);
        }
    }

    private void send(KafkaProducer<String, SpecificRecord> producer, int perSecond, long start,
            long all) {
        Appender edits = new Appender(producer);
        for (long i = 0; i < all; i++) {
            long at = start + i * Duration.ofSeconds(1).toNanos() / perSecond;
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            edits.append(next(at));
        }
        edits.await();
    }

    private ProducerRecord<String, SpecificRecord> next(long at) {
        String name = names.get((int) (turn % names.size()));
        int contact = (int) (turn / names.size() % contactsEach);
        turn++;
        LiveMailbox mailbox = mailbox(name);
        synchronized (mailbox) {
            Edited edited = mailbox.edited(contact);
            due.put(edited.getEventId(), at);
            return new ProducerRecord<>(TopicCatalogue.EDITED.name(),
                    mailbox.key(edited.getRecordId()), edited);
        }
    }

    private void answer(KafkaConsumer<String, Write> writes,
            KafkaProducer<String, SpecificRecord> producer, long from) {
        Appender results = new Appender(producer);
        while (!ended) {
            for (ConsumerRecord<String, Write> record : writes.poll(POLL)) {
                long now = System.nanoTime();
                Write write = record.value();
                Long at = due.remove(write.getCauseId());
                if (at != null && at >= from) {
                    took.add(now - at);
                }
                results.append(new ProducerRecord<>(TopicCatalogue.WRITE_RESULTS.name(),
                        record.key(), result(write)));
            }
        }
        results.await();
    }

    private WriteResult result(Write write) {
        LiveMailbox mailbox = mailbox(write.getMailbox());
        synchronized (mailbox) {
            return mailbox.carriedOut(write);
        }
    }

    private LiveMailbox mailbox(String name) {
        LiveMailbox mailbox = mailboxes.get(name);
        if (mailbox == null) {
            throw new BenchException("A write for the unknown mailbox " + name);
        }
        return mailbox;
    }

    private void awaitTheRest() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!due.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
