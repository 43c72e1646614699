package io.syncline.console.rebuild;

import io.syncline.console.rebuild.SoleWriter.Batch;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what concerns no generation; so no promotion that is under way is ended by it. */
final class PlainWriter {

    private PlainWriter() {}

    /** Returns when all of it stands there; once more is no harm. */
    static void write(RunningSystem system, Batch batch) {
        write(system, batch.records());
    }

    static void write(RunningSystem system,
            List<ProducerRecord<String, SpecificRecord>> records) {
        try (KafkaProducer<String, SpecificRecord> producer = system.clients().producer()) {
            List<Future<?>> sent = records.stream()
                    .<Future<?>>map(producer::send)
                    .toList();
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw ConsoleException.failed("Not all of it could be written: " + e.getCause()
                    + "; give the command again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted; the same command goes on", e);
        }
    }
}
