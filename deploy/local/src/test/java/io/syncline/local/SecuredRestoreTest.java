package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.bootstrap.Bootstrap;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A backup is made by the console's user and restored by the one who may restore, with no more than their ACLs. */
@Tag("soak")
class SecuredRestoreTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(90));
    private static final String MAILBOX = "kept";
    private static final String OURS = "syncline";

    private SecuredSystem system;

    /** What a command ended with and said. */
    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void start() {
        system = SecuredSystem.start(List.of(MAILBOX), WAITING);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void restoresWithTheAclsOfWhoRestores() throws Exception {
        system.sides(MAILBOX).filled(3);
        Path backup = system.folder("backup");

        Said made = run("console", "backup", backup.toString());
        system.endServices();
        int journal = journal();
        Said running = run("restore", "restore", backup.toString());
        loseEverything();
        Said refused = run("console", "restore", backup.toString());
        loseEverything();
        Said restored = run("restore", "restore", backup.toString());

        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(running.exit()).isEqualTo(1);
        assertThat(refused.exit()).as("the console may not restore").isEqualTo(1);
        assertThat(restored.exit()).as(restored.err()).isZero();
        assertThat(journal).isPositive();
        assertThat(journal()).isEqualTo(journal);
    }

    private int journal() {
        return new Topics(system.infrastructure())
                .all(TopicCatalogue.JOURNAL, JournalEntry.class)
                .size();
    }

    /** As whoever administers the broker does it, before somebody restores. */
    private void loseEverything() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers",
                system.infrastructure().bootstrapServers()))) {
            List<String> topics = ours(admin.listTopics().listings(), TopicListing::name);
            admin.deleteTopics(topics).all().get();
            List<String> groups = ours(admin.listGroups().all(), GroupListing::groupId);
            WAITING.until("nobody is in a group any more", () -> isDeleted(admin, groups));
            WAITING.until("the topics are gone", () -> {
                try {
                    return ours(admin.listTopics().listings(), TopicListing::name).isEmpty();
                } catch (InterruptedException | ExecutionException e) {
                    throw new AssertionError(e);
                }
            });
            Bootstrap.createTopics(admin, Infrastructure.PARTITIONS, (short) 1);
        }
    }

    /** A group has members until a moment after they were ended. */
    private static boolean isDeleted(Admin admin, List<String> groups) {
        try {
            admin.deleteConsumerGroups(groups).all().get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> List<String> ours(KafkaFuture<? extends Iterable<T>> listed,
            Function<T, String> name) throws InterruptedException,
            ExecutionException {
        List<String> found = new ArrayList<>();
        listed.get().forEach(one -> found.add(name.apply(one)));
        return found.stream().filter(one -> one.startsWith(OURS)).toList();
    }

    private Said run(String user, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", system.settings(user).toString(), "--data",
                system.folder("nothing").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = LocalMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Said(line.execute(all.toArray(String[]::new)), out.toString(),
                err.toString());
    }
}
