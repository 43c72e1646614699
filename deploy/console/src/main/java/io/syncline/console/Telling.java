package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Decisions.Outcome;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.contact.Decision;

/** Says what became of a decision. */
final class Telling {

    private Telling() {}

    /**
     * Returns it if it was taken.
     *
     * @throws ConsoleException saying why it was not, and the way out
     */
    static Outcome.Taken taken(MailboxName mailbox, Decision decision, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken -> taken;
            case Outcome.Refused refused -> throw ConsoleException.failed(
                    "Refused (" + refused.code() + "): " + refused.reason()
                            + wayOut(mailbox, refused));
            case Outcome.Unanswered unanswered -> throw ConsoleException.failed("The decision "
                    + decision.getEventId() + " stands on the topic, and " + unanswered.waitsFor()
                    + " has not taken it yet. It will when it runs: do not repeat the command,"
                    + " look after " + unanswered.waitsFor());
        };
    }

    private static String wayOut(MailboxName mailbox, Outcome.Refused refused) {
        return refused.code().equals("mailbox-takes-part")
                ? ". First: deploy/syncline mailboxes disable " + mailbox
                : "";
    }
}
