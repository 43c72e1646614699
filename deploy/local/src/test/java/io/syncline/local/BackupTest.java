package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.process.Disk;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Broker, registry and state are lost; a backup brings everything back, and nothing is written twice. */
@Tag("soak")
class BackupTest {

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(90));
    private static final String MAILBOX = "kept";
    private static final int PEOPLE = 6;
    private static final List<String> LOST = List.of("kafka", "registry", "streams");

    private Workspace workspace;
    private Stack stack;

    /** What a command ended with and said. */
    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void start() {
        workspace = Workspace.open(Path.of("target", "backup-" + System.nanoTime()));
        startAll();
    }

    @AfterEach
    void stop() {
        stack.close();
        workspace.close();
    }

    @Test
    void bringsBackWhatWasLostAndWritesNothingTwice() throws IOException {
        Path backup = workspace.folder("backup");
        Path keys = workspace.folder("secrets").resolve("tenants");
        Files.createDirectories(keys);
        Files.writeString(keys.resolve("acme.key"), "sealed");
        Map<String, Merged> before;
        List<Long> timesBefore;
        List<String> left;
        try (Desks desks = new Desks()) {
            left = live(desks.sides());
            before = merged();
            timesBefore = journalTimes();
        }

        Said made = run("backup", backup.toString());
        Said again = run("backup", backup.toString());
        Said tooEarly = run("restore", backup.toString());
        stack.close();
        LOST.forEach(folder -> Disk.delete(workspace.folder(folder)));
        Disk.delete(keys);
        startInfrastructure();
        Said restored = run("restore", backup.toString());
        List<Long> timesAfter = journalTimes();
        try (Desks desks = new Desks()) {
            Requests requests = desks.sides().requestsFromNow();
            stack.startServices();
            WAITING.until("everything is merged again", () -> merged().equals(before));
            desks.sides().letPollsPass(3);
            List<String> problems = desks.sides().settled(left);

            assertThat(made.exit()).as(made.err()).isZero();
            assertThat(again.exit()).isEqualTo(2);
            assertThat(again.err()).contains("is not empty");
            assertThat(tooEarly.exit()).isEqualTo(1);
            assertThat(tooEarly.err()).contains("runs; end all services first");
            assertThat(restored.exit()).as(restored.err()).isZero();
            assertThat(timesBefore).isNotEmpty();
            assertThat(timesAfter).isEqualTo(timesBefore);
            assertThat(keys.resolve("acme.key")).hasContent("sealed");
            assertThat(problems).isEmpty();
            assertThat(requests.effects()).as("what was written to the mailbox").isEmpty();
            goesOn(desks.sides(), left);
        }
    }

    /** Creates, edits and a delete on both sides; returns who is left. */
    private List<String> live(TwoSides sides) {
        List<String> emails = sides.filled(PEOPLE);
        sides.inCrm(sides.recordId(emails.getFirst()), TwoSides.set("jobTitle", "By the CRM"));
        sides.inOutlook(sides.contactId(emails.get(1)),
                TwoSides.set("jobTitle", "By the agent"));
        sides.deleteInOutlook(sides.contactId(emails.getLast()));
        List<String> left = emails.subList(0, PEOPLE - 1);
        WAITING.until("the delete is in the CRM", () -> sides.records().size() == PEOPLE - 1);
        assertThat(sides.settled(left)).as("before the backup").isEmpty();
        sides.letPollsPass(3);
        return left;
    }

    private void goesOn(TwoSides sides, List<String> emails) {
        sides.inCrm(sides.recordId(emails.getLast()), TwoSides.set("nickName", "Afterwards"));
        sides.inOutlook(sides.contactId(emails.getFirst()),
                TwoSides.set("nickName", "Afterwards too"));
        WAITING.until("both edits are on both sides", () -> sides.settled(emails).isEmpty()
                && sides.contacts()
                        .stream()
                        .filter(one -> one.path("nickName").asText().startsWith("Afterwards"))
                        .count() == 2);
    }

    private final class Desks implements AutoCloseable {

        private final Outlook outlook = new Outlook(stack.simulatorAdmin());
        private final CrmDesk crm = new CrmDesk(stack.crm());

        TwoSides sides() {
            return new TwoSides(outlook, crm, WAITING, MAILBOX + "@example.com");
        }

        @Override
        public void close() {
            outlook.close();
            crm.close();
        }
    }

    private void startAll() {
        startInfrastructure();
        try (Outlook outlook = new Outlook(stack.simulatorAdmin())) {
            outlook.addMailbox(MAILBOX + "@example.com");
        }
        stack.startServices();
    }

    private void startInfrastructure() {
        stack = Stack.start(workspace, Path.of(System.getProperty("syncline.registry")),
                text -> {});
        stack.startSimulation(List.of(MAILBOX + "@example.com"));
    }

    /** The newest of each item; at which place of the journal it was merged is another's business. */
    private Map<String, Merged> merged() {
        Map<String, Merged> newest = new TreeMap<>();
        all(TopicCatalogue.MERGED, Merged.class).forEach(item -> newest.put(item.getItem(),
                Merged.newBuilder(item).setJournalOffset(0).build()));
        return newest;
    }

    private List<Long> journalTimes() {
        assertThat(all(TopicCatalogue.JOURNAL, JournalEntry.class)).isNotEmpty();
        List<Long> times = new ArrayList<>();
        new Topics(stack.infrastructure()).records(TopicCatalogue.JOURNAL,
                record -> times.add(record.timestamp()));
        times.sort(null);
        return times;
    }

    private <T extends SpecificRecord> List<T> all(Topic topic,
            Class<T> type) {
        return new Topics(stack.infrastructure()).all(topic, type);
    }

    private Said run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", workspace.folder("").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = LocalMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Said(line.execute(all.toArray(String[]::new)), out.toString(),
                err.toString());
    }
}
