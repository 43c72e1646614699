package io.syncline.console.system;

import io.syncline.console.system.Decisions.Outcome;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.ops.Audit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hands decisions in, and writes down who has decided and why, unless merge refuses. */
public final class AuditedDecisions {

    private final RunningSystem system;
    private final String door;

    /** @param door by which people come: cli, page or api */
    public AuditedDecisions(RunningSystem system, String door) {
        this.system = system;
        this.door = door;
    }

    /** One about a mailbox. */
    public Outcome hand(MailboxName mailbox, Decision decision, Duration patience) {
        return hand(mailbox, List.of(decision), patience).getFirst();
    }

    /** What became of each, in their order. */
    public List<Outcome> hand(MailboxName mailbox, List<Decision> decisions, Duration patience) {
        List<Outcome> outcomes = new Decisions(system).hand(mailbox, decisions, patience);
        List<Audit> audits = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            if (!(outcomes.get(i) instanceof Outcome.Refused)) {
                audits.add(audit(mailbox, decisions.get(i)));
            }
        }
        new AuditTrail(system).write(audits);
        return outcomes;
    }

    private Audit audit(MailboxName mailbox, Decision decision) {
        String sameAs = decision.getSameAs().map(item -> "the same as " + item).orElse("");
        String reason = decision.getReason().orElse("");
        return AuditTrail.entry(new Decider(decision.getDecidedBy(), door,
                sameAs.isEmpty() || reason.isEmpty() ? sameAs + reason : sameAs + ": " + reason),
                decision.getKind().name().toLowerCase(Locale.ROOT).replace('_', '-'), mailbox,
                decision.getItem(), Instant.now());
    }
}
