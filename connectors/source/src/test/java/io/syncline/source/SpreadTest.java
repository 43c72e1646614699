package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.RecordKey;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How evenly mailboxes lie on instances, whatever they are called. Kafka gives every instance as many
 * partitions as the others, or one more; the partitioner gives every partition about as many mailboxes.
 */
class SpreadTest {

    private static final int TENANTS = 7;

    /** How mailboxes may be called: numbered, by a UUID, by an address. */
    private enum Naming {
        NUMBERED(number -> "agent-" + number),
        UUIDS(
                number -> new UUID(0x4a11_0000L * (number + 1), 77L * number).toString()),
        ADDRESSES(
                number -> "agent" + number + "@brokerage-" + number % 40 + ".example.com");

        private final IntFunction<String> name;

        Naming(IntFunction<String> name) {
            this.name = name;
        }
    }

    /** @param percent by which the instance with the most mailboxes may have more than its share */
    @ParameterizedTest
    @CsvSource({"1000, 12, 2, 10", "1000, 12, 3, 10", "1000, 12, 4, 10", "10000, 24, 2, 3",
            "10000, 24, 3, 5", "10000, 24, 4, 6", "10000, 24, 8, 10", "100000, 48, 4, 2",
            "100000, 48, 12, 4"})
    void givesNoInstanceManyMoreMailboxesThanItsShare(int mailboxes, int partitions, int instances,
            int percent) {
        for (Naming naming : Naming.values()) {
            int most = most(naming, mailboxes, partitions, instances);
            double share = (double) mailboxes / instances;

            assertThat(most).as("%s", naming)
                    .isLessThanOrEqualTo(
                            (int) (share * (100 + percent) / 100));
        }
    }

    private static int most(Naming naming, int mailboxes, int partitions, int instances) {
        int[] counts = new int[instances];
        for (int number = 0; number < mailboxes; number++) {
            String key = RecordKey.prefix("brokerage-" + number % TENANTS,
                    naming.name.apply(number));
            int partition = MailboxPartitioner.partition(key, partitions);
            counts[partition * instances / partitions]++;
        }
        return Arrays.stream(counts).max().orElseThrow();
    }
}
