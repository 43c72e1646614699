package io.syncline.benchmarks.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Appends records, and says at the end whether all of them stand there. Not for several threads. */
public final class Appender {

    private final KafkaProducer<String, SpecificRecord> producer;
    private Future<?> last = CompletableFuture.completedFuture(null);

    public Appender(KafkaProducer<String, SpecificRecord> producer) {
        this.producer = producer;
    }

    /** What fails makes all that follows it fail, so that the last one tells. */
    public void append(ProducerRecord<String, SpecificRecord> record) {
        last = producer.send(record);
    }

    /** @throws BenchException if something was not appended */
    public void await() {
        await(last);
    }

    static void await(Future<?> future) {
        BenchException.await(future, "The load could not be kept up");
    }
}
