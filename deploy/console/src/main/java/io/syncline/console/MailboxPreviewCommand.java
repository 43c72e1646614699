package io.syncline.console;

import io.syncline.console.system.MailboxName;
import io.syncline.console.tenant.MailboxPreview;
import io.syncline.console.tenant.MailboxPreview.Preview;
import io.syncline.console.tenant.MailboxPreview.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what the start of a mailbox would do. */
@Command(name = "preview", mixinStandardHelpOptions = true, description = {
        "Tells what would happen if a mailbox took part: who is the same on both sides, who would be"
                + " created or changed where, and of whom nobody can tell who it is.",
        "Reads the whole mailbox and writes nothing."}, footer = {"", "Example:",
                "  deploy/syncline mailboxes preview acme/agent-1"})
final class MailboxPreviewCommand implements Callable<Integer> {

    @Mixin
    private TenantOptions options = new TenantOptions();

    @Parameters(paramLabel = "MAILBOX", converter = MailboxConverter.class, description = "tenant/mailbox, such as acme/agent-1.")
    private @Nullable MailboxName named;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        MailboxName mailbox = Objects.requireNonNull(named);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Waiting waiting = new Waiting(mailbox, spec.commandLine().getErr());
        return options.with(desks -> {
            Preview preview = new MailboxPreview(desks.system(), desks.tenants()).of(mailbox,
                    waiting);
            if (options.json()) {
                out.println(Json.of(PreviewLines.values(mailbox, preview)));
            } else {
                PreviewLines.of(mailbox, preview).forEach(out::println);
            }
            out.flush();
            return 0;
        });
    }

    /** Says now and then how far it is, to whoever waits longer than a moment. */
    private static final class Waiting implements Consumer<Progress> {

        private static final Duration INTERVAL = Duration.ofSeconds(2);

        private final MailboxName mailbox;
        private final PrintWriter err;
        private long saidNanos = System.nanoTime();

        Waiting(MailboxName mailbox, PrintWriter err) {
            this.mailbox = mailbox;
            this.err = err;
        }

        @Override
        public void accept(Progress progress) {
            if (System.nanoTime() - saidNanos < INTERVAL.toNanos()) {
                return;
            }
            saidNanos = System.nanoTime();
            err.println(mailbox + ": " + (progress.contacts() > 0
                    ? PreviewLines.number(progress.contacts()) + " contacts are read"
                    : PreviewLines.number(progress.records()) + " records of the journal are"
                            + " passed"));
            err.flush();
        }
    }
}
