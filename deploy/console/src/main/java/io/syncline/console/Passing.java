package io.syncline.console;

import io.syncline.console.system.MailboxName;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Says now and then how much of the journal was passed, to whoever waits longer than a moment. */
final class Passing implements LongConsumer {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final MailboxName mailbox;
    private final PrintWriter err;
    private long saidNanos = System.nanoTime();

    Passing(MailboxName mailbox, PrintWriter err) {
        this.mailbox = mailbox;
        this.err = err;
    }

    @Override
    public void accept(long records) {
        if (System.nanoTime() - saidNanos >= INTERVAL.toNanos()) {
            saidNanos = System.nanoTime();
            err.println(mailbox + ": " + PreviewLines.number(records)
                    + " records of the journal are passed");
            err.flush();
        }
    }
}
