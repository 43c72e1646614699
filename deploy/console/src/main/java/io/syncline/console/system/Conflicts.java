package io.syncline.console.system;

import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The values that did not win, as the topic of conflicts keeps them for 30 days. */
public final class Conflicts {

    private final RunningSystem system;

    /** A conflict, and when merge told of it, on journal time. */
    public record Told(Conflict conflict, Instant at) {

        @Override
        public String toString() {
            return "Told[" + conflict.getItem() + " " + at + "]";
        }
    }

    public Conflicts(RunningSystem system) {
        this.system = system;
    }

    /**
     * Those since a moment, newest first.
     *
     * @param tenant only its; empty: every tenant's
     * @param mailbox only of this one; empty: of all
     */
    public List<Told> since(Instant since, Optional<String> tenant,
            Optional<MailboxName> mailbox) {
        List<Told> told = new ArrayList<>();
        mailbox.ifPresentOrElse(
                one -> system.topics()
                        .<Conflict>of(one, TopicCatalogue.CONFLICTS,
                                row -> told.add(new Told(row.value(),
                                        Instant.ofEpochMilli(row.timestamp())))),
                () -> system.topics()
                        .<Conflict>all(TopicCatalogue.CONFLICTS,
                                row -> told.add(new Told(row.value(),
                                        Instant.ofEpochMilli(row.timestamp())))));
        return told.stream()
                .filter(one -> !one.at().isBefore(since))
                .filter(one -> tenant.map(one.conflict().getTenant()::equals).orElse(true))
                .sorted(Comparator.comparing(Told::at).reversed())
                .toList();
    }
}
