package io.syncline.console;

import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** About which mailbox of which system is decided, and by whom. */
final class MailboxChoice {

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Mixin
    private DecisionOptions options = new DecisionOptions();

    @Parameters(paramLabel = "MAILBOX", converter = MailboxConverter.class, description = "tenant/mailbox, such as acme/agent-1.")
    private @Nullable MailboxName named;

    RunningSystem connect() {
        return system.connect();
    }

    DecisionOptions options() {
        return options;
    }

    MailboxName mailbox() {
        return Objects.requireNonNull(named);
    }
}
