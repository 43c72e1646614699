package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who decides, why, and how long to wait for what becomes of it. */
public final class DecisionOptions {

    @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Who decides; it"
            + " stands in the journal for ever. Default: ${DEFAULT-VALUE}")
    private String by = "";

    @Option(names = "--reason", description = "Why, in your words; it stands in the journal too.")
    private @Nullable String reason;

    @Option(names = "--wait", defaultValue = "15", description = "Seconds to wait for what becomes"
            + " of it. Default: ${DEFAULT-VALUE}")
    private int waitSeconds;

    Decision.Builder decision(MailboxName mailbox, DecisionKind kind) {
        if (by.isBlank()) {
            throw ConsoleException.wrongUsage("Nobody decides; name yourself with --by");
        }
        return Decision.newBuilder()
                .setTenant(mailbox.tenant())
                .setMailbox(mailbox.mailbox())
                .setEventId("operator-" + UUID.randomUUID())
                .setKind(kind)
                .setDecidedBy(by)
                .setReason(reason);
    }

    Duration patience() {
        return Duration.ofSeconds(waitSeconds);
    }
}
