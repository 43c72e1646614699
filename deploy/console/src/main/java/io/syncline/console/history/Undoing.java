package io.syncline.console.history;

import io.syncline.console.history.UndoneItem.Act;
import io.syncline.console.history.UndoneItem.Skipped;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans how everything that one side did to a mailbox between two times is taken back. What anybody changed
 * later stays as it is.
 *
 * <pre>
 * that side, in that time                              then
 * set a field, and nobody has set it since             it gets the value of before
 * set a field, and somebody has set it since           skipped
 * deleted the contact, and it is deleted still         it lives again, with its fields as before
 * made the contact, and nobody else has touched it     it is deleted
 * made the contact, and somebody else has touched it   skipped
 * </pre>
 */
public final class Undoing {

    private static final int PAGE = 500;

    private Undoing() {}

    /**
     * Plans it.
     *
     * @param from the first moment that counts, on journal time
     * @param to the first that does not any more
     * @param now on this machine's clock
     * @throws ConsoleException if the times are the wrong way round
     */
    public static UndoPlan plan(Histories histories, MailboxName mailbox, Whose whose,
            Instant from, Instant to, Instant now) {
        if (!from.isBefore(to)) {
            throw ConsoleException.wrongUsage("The time to undo begins at " + from
                    + " and ends at " + to + ", which is not later");
        }
        List<UndoneItem> items = new ArrayList<>();
        String after = "";
        List<Glance> page = histories.glances(mailbox, after, PAGE);
        while (!page.isEmpty()) {
            for (Glance glance : page) {
                item(histories, glance, whose, from, to).ifPresent(items::add);
            }
            after = page.getLast().item();
            page = histories.glances(mailbox, after, PAGE);
        }
        return new UndoPlan(mailbox, whose, from, to, items, now);
    }

    private static Optional<UndoneItem> item(Histories histories, Glance glance, Whose whose,
            Instant from, Instant to) {
        if (!glance.isPublished()) {
            return Optional.empty();
        }
        Doings doings = new Doings(histories.timeline(new RecordKey(glance.tenant(),
                glance.mailbox(), glance.item())), whose, from, to);
        if (doings.made()) {
            return glance.deleted() ? Optional.empty() : Optional.of(made(glance, doings));
        }
        List<FieldBack> back = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        doings.fields()
                .forEach(field -> doings.before(field)
                        .ifPresentOrElse(before -> FieldBacks.of(glance, field, before)
                                .ifPresent(back::add),
                                () -> skipped.add(doings.later(field))));
        boolean restored = glance.deleted() && doings.deleted();
        if (glance.deleted() && !restored || back.isEmpty() && skipped.isEmpty() && !restored) {
            return Optional.empty();
        }
        Act act = restored ? Act.RESTORED : back.isEmpty() ? Act.LEFT : Act.CHANGED_BACK;
        return Optional.of(new UndoneItem(glance, act, back, skipped));
    }

    private static UndoneItem made(Glance glance, Doings doings) {
        return doings.touchedByOthers()
                .map(later -> new UndoneItem(glance, Act.LEFT, List.of(), List.of(later)))
                .orElseGet(() -> new UndoneItem(glance, Act.DELETED, List.of(), List.of()));
    }
}
