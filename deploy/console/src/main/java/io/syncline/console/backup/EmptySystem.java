package io.syncline.console.backup;

import io.syncline.console.backup.Contents.File;
import io.syncline.console.system.ConsoleException;
import io.syncline.service.config.SynclineConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** A system that a backup can be restored into: its topics are there and empty, its services do not run. */
final class EmptySystem {

    private static final List<String> GROUPS = List.of("syncline-source", "syncline-sequence",
            "syncline-merge", "syncline-sink");

    private EmptySystem() {}

    /** @throws ConsoleException naming what is not as it has to be, and the way out */
    static void check(Admin admin, Contents contents, SynclineConfig config)
            throws ExecutionException, InterruptedException {
        if (contents.partitions() != config.kafka().partitions()) {
            throw ConsoleException.failed("The backup has " + contents.partitions()
                    + " partitions of each topic, and kafka.partitions is "
                    + config.kafka().partitions() + "; set them alike: a mailbox must stay in its"
                    + " partition");
        }
        Set<String> known = admin.listTopics().names().get();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (File file : contents.files()) {
            if (!known.contains(file.topic())) {
                throw ConsoleException.failed("There is no topic " + file.topic()
                        + "; make all of them first: deploy/syncline topics apply");
            }
            ends.put(new TopicPartition(file.topic(), file.partition()), OffsetSpec.latest());
        }
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(ends)
                .all()
                .get()
                .entrySet()) {
            if (end.getValue().offset() > 0) {
                throw ConsoleException.failed("The topic " + end.getKey().topic()
                        + " is not empty; a backup is restored into an empty system only, since"
                        + " facts would stand twice in the journal");
            }
        }
        for (String group : GROUPS) {
            if (hasMembers(admin, group)) {
                throw ConsoleException.failed("The service of the group " + group
                        + " runs; end all services first");
            }
        }
    }

    private static boolean hasMembers(Admin admin, String group) throws InterruptedException,
            ExecutionException {
        try {
            return !admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .values()
                    .iterator()
                    .next()
                    .get()
                    .members()
                    .isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }
}
