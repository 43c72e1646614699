package io.syncline.console;

import io.syncline.console.history.EditsOf;
import io.syncline.console.system.AuditTrail;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.ops.Audit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who edits, why, whether they are asked, and how long to wait for what becomes of it. */
final class EditOptions {

    @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Who edits; it stands"
            + " in the journal for ever. Default: ${DEFAULT-VALUE}")
    private String by = "";

    @Option(names = "--reason", description = "Why, in your words; it stands in the journal too.")
    private @Nullable String reason;

    @Option(names = "--wait", defaultValue = "30", description = "Seconds to wait for what becomes"
            + " of it. Default: ${DEFAULT-VALUE}")
    private int waitSeconds;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    EditsOf edits() {
        if (by.isBlank()) {
            throw ConsoleException.wrongUsage("Nobody edits; name yourself with --by");
        }
        return new EditsOf(by, reason);
    }

    boolean yes() {
        return yes;
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean json() {
        return json;
    }

    Duration patience() {
        return Duration.ofSeconds(waitSeconds);
    }

    void audit(RunningSystem running, String action, MailboxName mailbox,
            @Nullable String subject, String detail) {
        new AuditTrail(running).append(Audit.newBuilder()
                .setAt(Instant.now())
                .setWho(by)
                .setDoor("cli")
                .setAction(action)
                .setTenant(mailbox.tenant())
                .setMailbox(mailbox.mailbox())
                .setSubject(subject)
                .setDetail(detail)
                .build());
    }
}
