package io.syncline.console.web;

import io.syncline.console.system.AuditedDecisions;
import io.syncline.console.system.Decider;
import io.syncline.console.system.Decisions.Outcome;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.topic.RecordKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What operators decide about contacts, handed in mailbox by mailbox. */
final class OperatorActs {

    /** So many are decided about by one request. */
    static final int CHOSEN_MAX = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunningSystem running;
    private final Decider decider;

    /**
     * What came of it.
     *
     * @param taken how many merge has folded
     * @param refused what it has refused, for people
     * @param unanswered how many stand on the topic, and nobody has said anything yet
     */
    record Result(int taken, List<String> refused, int unanswered) {

        /** For people; what was taken is said as {@code done}. */
        String sentence(String done) {
            List<String> parts = new ArrayList<>();
            if (taken > 0) {
                parts.add(done);
            }
            if (unanswered > 0) {
                parts.add(Operating.counted(unanswered, "decision stands", "decisions stand")
                        + " on the topic, and merge has not taken "
                        + (unanswered == 1 ? "it" : "them")
                        + " yet. It will; do not repeat what you did.");
            }
            parts.addAll(refused);
            return String.join(" ", parts);
        }
    }

    OperatorActs(RunningSystem running, Decider decider) {
        this.running = running;
        this.decider = decider;
    }

    /** About each of these contacts, named by their keys: about their held deletes, or what is refused of them. */
    Result about(List<RecordKey> items, DecisionKind kind) {
        Map<MailboxName, List<Decision>> byMailbox = new TreeMap<>();
        items.forEach(key -> byMailbox
                .computeIfAbsent(MailboxName.of(key), mailbox -> new ArrayList<>())
                .add(decision(MailboxName.of(key), kind).setItem(key.id()).build()));
        return hand(byMailbox);
    }

    /** About all of a mailbox of which it can be decided. */
    Result about(MailboxName mailbox, DecisionKind kind) {
        return hand(Map.of(mailbox, List.of(decision(mailbox, kind).build())));
    }

    /** Who ambiguous contacts are, by their keys: an item, or nobody that is known. */
    Result matches(Map<RecordKey, Optional<String>> who) {
        Map<MailboxName, List<Decision>> byMailbox = new TreeMap<>();
        who.forEach((key, sameAs) -> byMailbox
                .computeIfAbsent(MailboxName.of(key), mailbox -> new ArrayList<>())
                .add(decision(MailboxName.of(key), DecisionKind.MATCHED).setItem(key.id())
                        .setSameAs(sameAs.orElse(null))
                        .build()));
        return hand(byMailbox);
    }

    private Result hand(Map<MailboxName, List<Decision>> byMailbox) {
        AuditedDecisions decisions = new AuditedDecisions(running, decider.door());
        int taken = 0;
        int unanswered = 0;
        List<String> refused = new ArrayList<>();
        for (Map.Entry<MailboxName, List<Decision>> one : byMailbox.entrySet()) {
            for (Outcome outcome : decisions.hand(one.getKey(), one.getValue(), PATIENCE)) {
                switch (outcome) {
                    case Outcome.Taken done -> taken++;
                    case Outcome.Unanswered later -> unanswered++;
                    case Outcome.Refused(String code, String reason) -> refused.add(
                            "Refused in " + one.getKey() + " (" + code + "): " + reason + ".");
                }
            }
        }
        return new Result(taken, refused, unanswered);
    }

    private Decision.Builder decision(MailboxName mailbox, DecisionKind kind) {
        return Decision.newBuilder()
                .setTenant(mailbox.tenant())
                .setMailbox(mailbox.mailbox())
                .setEventId("operator-" + UUID.randomUUID())
                .setKind(kind)
                .setDecidedBy(decider.who())
                .setReason(decider.reason());
    }

    /**
     * Reads the keys of what was chosen.
     *
     * @throws Problem if nothing was, too much, or something that is no key
     */
    static List<RecordKey> keys(List<String> chosen) {
        if (chosen.isEmpty()) {
            throw new Problem(400, "item", "Nothing was chosen, so nothing was done. Go back, and"
                    + " choose at least one.");
        }
        if (chosen.size() > CHOSEN_MAX) {
            throw new Problem(400, "item", "At most " + CHOSEN_MAX + " can be decided about at a"
                    + " time.");
        }
        return chosen.stream().map(OperatorActs::key).toList();
    }

    static RecordKey key(String text) {
        try {
            return RecordKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "item", "A contact is named by tenant/mailbox/item");
        }
    }

    static MailboxName mailbox(String text) {
        try {
            return MailboxName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "mailbox", "A mailbox is named by tenant/mailbox");
        }
    }
}
