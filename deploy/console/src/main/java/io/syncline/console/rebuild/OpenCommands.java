package io.syncline.console.rebuild;

import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Applied;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The writes to mailboxes that nobody has answered: the last number of an item on {@code writes} is higher
 * than the one on {@code applied}. A look is none: it changes nothing, and may be asked for ever of a mailbox
 * that is away. Both topics are read once, and from then on only what is new.
 */
final class OpenCommands implements AutoCloseable {

    private final NavigableMap<Integer, Partition> partitions = new TreeMap<>();

    /** The last numbers by item; a command that was answered is forgotten. */
    private static final class Partition implements AutoCloseable {

        private final Numbers writes;
        private final Numbers applied;

        Partition(RunningSystem system, int partition) {
            this.writes = new Numbers(system, TopicCatalogue.WRITES, partition,
                    record -> last((Write) record));
            this.applied = new Numbers(system, TopicCatalogue.APPLIED, partition,
                    record -> OptionalLong
                            .of(((Applied) record).getResult().getWrite().getNumber()));
        }

        /** What came before a look was answered: an item has one command at a time. */
        private static OptionalLong last(Write write) {
            return write.getKind() == WriteKind.READ
                    ? OptionalLong.empty()
                    : OptionalLong.of(write.getNumber());
        }

        /** A command is read before its answer is, which was written later. */
        Map<String, Long> open() {
            writes.readOn();
            applied.readOn();
            writes.items.entrySet()
                    .removeIf(write -> applied.items
                            .getOrDefault(write.getKey(), 0L) >= write.getValue());
            return writes.items;
        }

        @Override
        public void close() {
            writes.close();
            applied.close();
        }
    }

    /** The last number of each item of one partition of a topic. */
    private static final class Numbers implements AutoCloseable {

        private final Topic topic;
        private final PartitionRecords records;
        private final Deserializer<SpecificRecord> values;
        private final Function<SpecificRecord, OptionalLong> number;
        private final Map<String, Long> items = new TreeMap<>();

        Numbers(RunningSystem system, Topic topic, int partition,
                Function<SpecificRecord, OptionalLong> number) {
            this.topic = topic;
            this.records = new PartitionRecords(system, topic.name(), partition);
            this.values = system.clients().deserializer();
            this.number = number;
        }

        void readOn() {
            records.readToEnd(record -> {
                if (record.value() != null) {
                    number.apply(values.deserialize(topic.name(), record.value()))
                            .ifPresentOrElse(last -> items.put(record.key(), last),
                                    () -> items.remove(record.key()));
                }
            });
        }

        @Override
        public void close() {
            records.close();
            values.close();
        }
    }

    OpenCommands(RunningSystem system) {
        new Offsets(system).partitions(TopicCatalogue.WRITES.name())
                .forEach(partition -> partitions.put(partition,
                        new Partition(system, partition)));
    }

    /** How many there are now, by mailbox. */
    NavigableMap<MailboxName, Integer> byMailbox() {
        NavigableMap<MailboxName, Integer> open = new TreeMap<>();
        partitions.values()
                .forEach(partition -> partition.open()
                        .keySet()
                        .forEach(key -> open.merge(MailboxName.of(RecordKey.parse(key)), 1,
                                Integer::sum)));
        return open;
    }

    @Override
    public void close() {
        partitions.values().forEach(Partition::close);
    }
}
