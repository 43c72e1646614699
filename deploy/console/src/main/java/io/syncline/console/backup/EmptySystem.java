package io.syncline.console.backup;

import io.syncline.console.backup.Contents.File;
import io.syncline.console.system.ConsoleException;
import io.syncline.service.config.SynclineConfig;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * A system that a backup can be restored into: its topics are there and empty, those that are not restored
 * as well; nothing is left of what services keep on the broker; and none runs. What is restored would
 * otherwise stand beside facts, offsets or states of another life.
 */
final class EmptySystem {

    /** Topics of the catalogue, and of single tenants. */
    private static final String TOPICS = "syncline.";
    /** What services name after themselves: groups, and topics of Streams and of rebuilds. */
    private static final String OWN = "syncline-";

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
        contents.files()
                .stream()
                .map(File::topic)
                .filter(topic -> !known.contains(topic))
                .findFirst()
                .ifPresent(missing -> {
                    throw ConsoleException.failed("There is no topic " + missing
                            + "; make all of them first: deploy/syncline topics apply");
                });
        checkGroups(admin);
        checkTopics(admin, known);
    }

    private static void checkTopics(Admin admin, Set<String> known) throws ExecutionException,
            InterruptedException {
        List<String> left = known.stream().filter(topic -> topic.startsWith(OWN)).sorted().toList();
        if (!left.isEmpty()) {
            throw ConsoleException.failed("The topic " + left.getFirst() + (left.size() == 1
                    ? " is"
                    : " and " + (left.size() - 1) + " others are")
                    + " left over from services that ran here; delete what is named " + OWN
                    + "*: merge would go on from a state that does not fit the backup");
        }
        List<String> filled = Ends.of(admin, known.stream()
                .filter(topic -> topic.startsWith(TOPICS))
                .toList())
                .entrySet()
                .stream()
                .filter(end -> end.getValue() > 0)
                .map(end -> end.getKey().topic())
                .distinct()
                .sorted()
                .toList();
        if (!filled.isEmpty()) {
            throw ConsoleException.failed("The topic " + filled.getFirst()
                    + " is not empty; a backup is restored into an empty system only, since facts"
                    + " would stand twice in the journal. Not empty are: "
                    + String.join(", ", filled));
        }
    }

    /** Offsets of a group would have its service skip what is restored. */
    private static void checkGroups(Admin admin) throws ExecutionException,
            InterruptedException {
        List<String> groups = admin.listGroups()
                .all()
                .get()
                .stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(OWN))
                .sorted()
                .toList();
        for (String group : groups) {
            if (hasMembers(admin, group)) {
                throw ConsoleException.failed("The service of the group " + group
                        + " runs; end all services first");
            }
        }
        if (!groups.isEmpty()) {
            throw ConsoleException.failed("The broker remembers how far "
                    + String.join(", ", groups) + " had read another journal; delete these groups:"
                    + " kafka-consumer-groups --delete --group " + groups.getFirst());
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
