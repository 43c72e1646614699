package io.syncline.console.system;

import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The mailboxes that a system was told of, or has read. */
public final class KnownMailboxes {

    private static final int NAMED_MAX = 10;

    private final RunningSystem system;

    public KnownMailboxes(RunningSystem system) {
        this.system = system;
    }

    /** @throws ConsoleException if nobody has told the system of this one; names some that it knows */
    public void require(MailboxName mailbox) {
        Set<MailboxName> known = configured();
        if (known.contains(mailbox)) {
            return;
        }
        system.topics()
                .keys(TopicCatalogue.MAILBOXES,
                        key -> known.add(MailboxName.of(RecordKey.parse(key))));
        if (known.contains(mailbox)) {
            return;
        }
        system.topics()
                .keys(TopicCatalogue.CURSORS,
                        key -> known.add(MailboxName.of(RecordKey.parse(key))));
        if (!known.contains(mailbox)) {
            throw ConsoleException.failed("There is no mailbox " + mailbox + " here; "
                    + (known.isEmpty() ? "none is known" : "known are " + some(known)));
        }
    }

    private Set<MailboxName> configured() {
        Set<MailboxName> names = new TreeSet<>();
        system.config()
                .tenants()
                .forEach(tenant -> tenant.mailboxes()
                        .forEach(mailbox -> names
                                .add(new MailboxName(tenant.id(), mailbox.id()))));
        return names;
    }

    private static String some(Set<MailboxName> known) {
        String named = known.stream()
                .limit(NAMED_MAX)
                .map(MailboxName::toString)
                .collect(Collectors.joining(", "));
        return known.size() > NAMED_MAX
                ? named + " and " + (known.size() - NAMED_MAX) + " more"
                : named;
    }
}
