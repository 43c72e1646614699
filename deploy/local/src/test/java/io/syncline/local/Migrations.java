package io.syncline.local;

import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.Migration;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** An operator who changes the provider of mailboxes. */
record Migrations(WholeStack everything) {

    /** What a command ended with and said. */
    record Said(int exit, String out, String err) {}

    Said migrate(String mailbox, String to, String... more) {
        List<String> all = new ArrayList<>(List.of("mailboxes", "migrate", "example/" + mailbox,
                "--to", to, "--data", everything.folder().toString()));
        all.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = LocalMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Said(line.execute(all.toArray(String[]::new)), out.toString(),
                err.toString());
    }

    /** As the command does it after its confirmation. */
    void register(String mailbox, String provider) {
        everything.publish(TopicCatalogue.MAILBOXES, RecordKey.prefix("example", mailbox),
                Mailbox.newBuilder()
                        .setTenant("example")
                        .setMailbox(mailbox)
                        .setProvider(provider)
                        .setAddress(mailbox + "@example.com")
                        .setState(MailboxState.ACTIVE)
                        .setProviderSince(Instant.now())
                        .build());
    }

    /** Whether the source could not go on with the change of provider. */
    boolean waits(String mailbox) {
        return everything.topics()
                .all(TopicCatalogue.CURSORS, Cursor.class)
                .stream()
                .filter(cursor -> cursor.getMailbox().equals(mailbox))
                .anyMatch(cursor -> cursor.getMigration()
                        .flatMap(Migration::getProblem)
                        .isPresent());
    }
}
