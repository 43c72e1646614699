package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Takes away what a generation leaves at the broker; what is gone already is no harm. */
final class Abandonment {

    private final RunningSystem system;
    private final GenerationName name;

    Abandonment(RunningSystem system, GenerationName name) {
        this.system = system;
        this.name = name;
    }

    /**
     * Waits until no process works for it any more, and deletes its group and its topics.
     *
     * @return the topics
     * @throws ConsoleException if a process still does after the patience
     */
    List<String> clear(Patience patience) {
        Offsets offsets = new Offsets(system);
        int members = offsets.members(name.application());
        while (members > 0) {
            if (patience.isOver()) {
                throw ConsoleException.failed(members + " threads still work for " + name
                        + ", which is abandoned; end the merge services of its build, then give the"
                        + " command again to delete what it leaves");
            }
            patience.watcher().at("waiting until no process works for " + name, 0, members);
            Lag.pause();
            members = offsets.members(name.application());
        }
        Admin admin = system.admin();
        delete(admin.deleteConsumerGroups(List.of(name.application())).all());
        List<String> topics = Offsets.answer(admin.listTopics().names())
                .stream()
                .filter(name::owns)
                .sorted()
                .toList();
        delete(admin.deleteTopics(topics).all());
        return topics;
    }

    static void delete(KafkaFuture<Void> deletion) {
        try {
            deletion.get();
        } catch (ExecutionException e) {
            boolean isGone = e.getCause() instanceof GroupIdNotFoundException
                    || e.getCause() instanceof UnknownTopicOrPartitionException;
            if (!isGone) {
                throw ConsoleException.failed("The broker refuses to delete: " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted; the same command goes on", e);
        }
    }
}
