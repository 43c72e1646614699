package io.syncline.console.web;

import io.syncline.console.history.EditsOf;
import io.syncline.console.history.HistoryStore;
import io.syncline.console.history.RestorePlan;
import io.syncline.console.history.UndoPlan;
import io.syncline.console.system.AuditTrail;
import io.syncline.console.system.Edits;
import io.syncline.console.system.Edits.Outcome;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.service.config.SynclineConfig;
import io.syncline.topology.history.Glance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Hands in what pages and programs want restored or taken back, and says what became of it. */
final class HistoryEdits {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHOWN_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

    private final SynclineConfig config;

    HistoryEdits(SynclineConfig config) {
        this.config = config;
    }

    /** What became of edits, in words. */
    record Done(boolean taken, String sentence, OptionalLong version) {}

    Done restore(RestorePlan plan, Visitor visitor, @Nullable String reason, String detail) {
        Glance glance = plan.glance();
        return hand(new MailboxName(glance.tenant(), glance.mailbox()),
                new EditsOf(visitor.name(), reason).restore(plan), visitor,
                Audit.newBuilder()
                        .setAction("contact-restored")
                        .setSubject(glance.item())
                        .setDetail(detail));
    }

    Done undo(UndoPlan plan, Visitor visitor, @Nullable String reason) {
        return hand(plan.mailbox(), new EditsOf(visitor.name(), reason).undo(plan), visitor,
                Audit.newBuilder()
                        .setAction("undone")
                        .setDetail("what " + plan.whose().text() + " did from " + plan.from()
                                + " to " + plan.to() + ", in " + plan.touched().size()
                                + " contacts"));
    }

    private Done hand(MailboxName mailbox, List<Edited> edits, Visitor visitor,
            Audit.Builder audit) {
        try (RunningSystem running = RunningSystem.at(config)) {
            new AuditTrail(running).append(audit.setAt(Instant.now())
                    .setWho(visitor.name())
                    .setDoor(visitor.door())
                    .setTenant(mailbox.tenant())
                    .setMailbox(mailbox.mailbox())
                    .build());
            return done(new Edits(running).hand(mailbox, edits, PATIENCE));
        }
    }

    /** Waits a moment until the read model shows it, so that the next page does. */
    void awaitShown(HistoryStore store, RecordKey item, OptionalLong version) {
        long deadline = System.nanoTime() + SHOWN_PATIENCE.toNanos();
        while (version.isPresent() && System.nanoTime() < deadline
                && store.glance(item).map(Glance::version).orElse(0L) < version.getAsLong()) {
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        }
    }

    private static Done done(Map<String, Outcome> outcomes) {
        int taken = 0;
        String problem = "";
        OptionalLong version = OptionalLong.empty();
        for (Outcome outcome : outcomes.values()) {
            switch (outcome) {
                case Outcome.Taken one -> {
                    taken++;
                    version = one.version();
                }
                case Outcome.Refused refused -> problem = "Refused: " + refused.reason() + ".";
                case Outcome.Unanswered unanswered -> problem = "It stands on its way, and "
                        + unanswered.waitsFor() + " has not taken it yet. It will when it runs:"
                        + " do not repeat it.";
            }
        }
        boolean all = taken == outcomes.size();
        return new Done(all, all
                ? taken == 1 ? "Done. It goes to both sides." : "Done for " + taken + " contacts."
                : taken + " of " + outcomes.size() + " edits are taken. " + problem, version);
    }
}
