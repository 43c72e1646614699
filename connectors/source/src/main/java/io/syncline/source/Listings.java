package io.syncline.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.registry.Proof;
import io.syncline.schemas.topic.RecordKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What full listings of a partition's mailboxes found: as proofs, as meters, and in the log. One thread uses it. */
final class Listings {

    private static final Logger LOGGER = LoggerFactory.getLogger(Listings.class);

    private final Counter ended;
    private final Counter differences;
    private final Proofs proofs;
    private final Map<String, Proof> former;
    private final Map<MailboxRef, Proving> proving = new HashMap<>();

    /** @param former the newest proof of each mailbox, by its key, when this partition was taken over */
    Listings(Proofs proofs, Map<String, Proof> former, MeterRegistry meters) {
        this.ended = meters.counter("syncline.source.listings");
        this.differences = meters.counter("syncline.source.listing.differences");
        this.proofs = proofs;
        this.former = former;
    }

    /** These mailboxes are looked after from now on, and no others. */
    void retain(Set<MailboxRef> mailboxes) {
        Set<MailboxRef> leaving = new HashSet<>(proving.keySet());
        leaving.removeAll(mailboxes);
        leaving.forEach(mailbox -> {
            proving.remove(mailbox);
            proofs.forget(mailbox);
        });
        mailboxes.forEach(mailbox -> proving.computeIfAbsent(mailbox, this::begun));
    }

    /** The proof that a step completes; it is to be published with what the step told. */
    Optional<Proof> proof(Step step) {
        return proving.computeIfAbsent(step.mailbox(), this::begun).after(step);
    }

    /** What a step gave is published, its proof included. */
    void committed(Step step, Optional<Proof> proof) {
        ended.increment(step.listing().ended() ? 1 : 0);
        differences.increment(step.listing().differences());
        proof.ifPresent(known -> proofs.proven(step.mailbox(), known));
    }

    /** @param found by how many facts the listing that ended differs from what was known */
    static void tell(Step step, int found) {
        if (step.listing().ended() && found > 0) {
            LOGGER.atInfo()
                    .addKeyValue("tenant", step.mailbox().tenant())
                    .addKeyValue("mailbox", step.mailbox().mailbox())
                    .addKeyValue("differences", found)
                    .addKeyValue("known", step.cursor()
                            .getFolders()
                            .stream()
                            .mapToInt(folder -> folder.getKnownIds().size())
                            .sum())
                    .log("A full listing differs from what was known");
        }
    }

    private Proving begun(MailboxRef mailbox) {
        Proof known = former.get(RecordKey.prefix(mailbox.tenant(), mailbox.mailbox()));
        if (known == null) {
            proofs.expect(mailbox);
        } else {
            proofs.proven(mailbox, known);
        }
        return new Proving();
    }
}
