package io.syncline.console;

import io.syncline.console.system.HeldDelete;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.OpenMatch;
import io.syncline.schemas.contact.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What waits for an operator, as lines for people. */
final class Lists {

    private Lists() {}

    /** The held deletes by mailbox, each with whose it is and what shows it. */
    static List<String> ofDeletes(List<HeldDelete> held) {
        if (held.isEmpty()) {
            return List.of("No delete is held.");
        }
        Map<MailboxName, List<HeldDelete>> byMailbox = new TreeMap<>(
                held.stream().collect(Collectors.groupingBy(HeldDelete::mailbox)));
        List<String> lines = new ArrayList<>();
        byMailbox.forEach((mailbox, ones) -> {
            lines.add(mailbox + ": " + counted(ones));
            ones.forEach(one -> lines.add("  " + one.item() + "  " + one.at() + "  "
                    + where(one.by()) + "  " + one.person().shown()
                    + (one.evidence().isEmpty() ? "" : "  (" + one.evidence() + ")")));
            lines.add("  carry them out: deploy/syncline deletes approve " + mailbox);
            lines.add("  undo them:      deploy/syncline deletes reject " + mailbox);
        });
        return lines;
    }

    /** How many are held, and what a decision does with them. */
    static String counted(List<HeldDelete> held) {
        long inMailbox = held.stream().filter(one -> one.by() == Side.MAILBOX).count();
        long inCrm = held.size() - inMailbox;
        return (held.size() == 1 ? "1 delete is held" : held.size() + " deletes are held") + " ("
                + inMailbox + " " + where(Side.MAILBOX) + ", " + inCrm + " " + where(Side.CRM)
                + ")";
    }

    /** The ambiguous contacts, each with those whom it could be. */
    static List<String> ofMatches(List<OpenMatch> open) {
        if (open.isEmpty()) {
            return List.of("No contact waits for a decision about who it is.");
        }
        List<String> lines = new ArrayList<>();
        open.forEach(one -> {
            lines.add(one.mailbox() + ": " + one.item() + "  " + one.at() + "  "
                    + one.person().shown());
            one.candidates()
                    .forEach(candidate -> lines.add("  could be " + candidate.item() + "  "
                            + candidate.person().shown()));
            lines.add("  the same person: deploy/syncline matches decide " + one.item()
                    + " --same-as " + one.candidates()
                            .stream()
                            .findFirst()
                            .map(OpenMatch.Candidate::item)
                            .orElse("<item>"));
            lines.add("  somebody else:   deploy/syncline matches decide " + one.item()
                    + " --own");
        });
        return lines;
    }

    private static String where(Side side) {
        return switch (side) {
            case MAILBOX -> "deleted in the mailbox";
            case CRM -> "deleted in the CRM";
            case UNKNOWN -> "deleted";
        };
    }
}
