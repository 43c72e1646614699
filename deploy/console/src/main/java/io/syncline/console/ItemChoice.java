package io.syncline.console;

import io.syncline.console.history.FoldedMailbox;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.KnownMailboxes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which contact of which system is asked about. */
final class ItemChoice {

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Parameters(index = "0", paramLabel = "CONTACT", converter = ItemConverter.class, description = "tenant/mailbox/item,"
            + " as 'contacts find' and Changes name it.")
    private @Nullable RecordKey item;

    RunningSystem connect() {
        return system.connect();
    }

    RecordKey key() {
        return Objects.requireNonNull(item);
    }

    MailboxName mailbox() {
        return MailboxName.of(key());
    }

    /** The mailbox, folded up to now. */
    FoldedMailbox folded(RunningSystem running, PrintWriter err) {
        new KnownMailboxes(running).require(mailbox());
        return FoldedMailbox.read(running, mailbox(), new Passing(mailbox(), err));
    }

    /** @throws ConsoleException if the mailbox has no such contact */
    Glance glance(FoldedMailbox folded) {
        return folded.glance(key())
                .orElseThrow(() -> ConsoleException.failed("The journal says nothing of a contact "
                        + key().id() + " in " + mailbox()
                        + "; look for it: deploy/syncline contacts find NAME --mailbox "
                        + mailbox()));
    }
}
