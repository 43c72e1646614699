package io.syncline.simulation.truth;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Hears what became visible on the topics, and tells the oracles what it means for people. */
public final class Witness {

    private static final String POSSIBLE_DOUBLE = "possible-double";
    private static final String AMBIGUOUS = "ambiguous-match";
    private static final Set<ObservedKind> MAILBOX_WIDE = Set.of(ObservedKind.CAPABILITIES,
            ObservedKind.LISTED, ObservedKind.AVAILABLE, ObservedKind.MIGRATED);

    private final People people;
    private final Map<String, ChangeKind> kinds = new HashMap<>();
    private final Set<String> patches = new HashSet<>();
    private final Set<String> edits = new HashSet<>();
    private final Set<String> ambiguous = new HashSet<>();
    /** Those of them that stand in a mailbox. */
    private final Set<String> strangers = new HashSet<>();

    public Witness(People people) {
        this.people = people;
    }

    /**
     * @param value the fact as it stands in the journal, byte by byte
     * @param at journal time, in milliseconds
     */
    public void journalled(JournalEntry fact, byte[] value, long at) {
        String home = home(fact.getTenant(), fact.getMailbox());
        people.checkLeft(home, new String(value, StandardCharsets.UTF_8));
        fact.getDecision()
                .filter(decision -> decision.getKind() == DecisionKind.DELETES_REJECTED)
                .ifPresent(decision -> decision.getItem()
                        .ifPresentOrElse(item -> people.rejected(home + "/" + item),
                                () -> people.rejectedAt(home, at)));
        if (fact.getDecision().isPresent() || fact.getObserved()
                .filter(observed -> MAILBOX_WIDE.contains(observed.getKind()))
                .isPresent()) {
            people.decided(home);
        }
        fact.getEdited()
                .filter(edit -> edit.getKind() == EditKind.PATCH)
                .ifPresent(edit -> patches.add(edit.getEventId()));
        fact.getDecision()
                .flatMap(Decision::getItem)
                .ifPresent(item -> {
                    ambiguous.remove(home + "/" + item);
                    strangers.remove(home + "/" + item);
                });
        fact.getEdited().ifPresent(edit -> edits.add(edit.getEventId()));
        fact.getResult()
                .filter(result -> result.getPresence() == Presence.GONE)
                .ifPresent(result -> people.deleteIsDone(home + "/"
                        + result.getWrite().getItem()));
        fact.getResult()
                .ifPresent(result -> people.answered(home + "/" + result.getWrite().getItem(),
                        result));
        fact.getObserved()
                .flatMap(Observed::getItem)
                .flatMap(item -> item.getContact().getPersonalNotes())
                .flatMap(people::marked)
                .ifPresent(Person::met);
    }

    public void alerted(Alert alert) {
        String home = home(alert.getTenant().orElse(""), alert.getMailbox().orElse(""));
        if (alert.getCode().equals(POSSIBLE_DOUBLE)) {
            people.possibleDouble(home + "/" + alert.getItem().orElse(""));
        } else if (alert.getCode().equals(AMBIGUOUS)) {
            String item = home + "/" + alert.getItem().orElse("");
            ambiguous.add(item);
            if (alert.getCauseId().filter(edits::contains).isEmpty()) {
                strangers.add(item);
            }
        }
    }

    public void refused(DeadLetter letter) {
        letter.getValue()
                .ifPresent(original -> people.putAside(
                        StandardCharsets.UTF_8.decode(original.duplicate()).toString()));
    }

    public void kept(Conflict conflict) {
        people.kept(conflict);
    }

    /** What an item is now. @param at journal time, in milliseconds */
    public void merged(Merged merged, long at) {
        people.held(home(merged.getTenant(), merged.getMailbox()) + "/" + merged.getItem(), at,
                merged.getHeldDelete().isPresent());
    }

    /**
     * To be told after the Conflicts of the same decision.
     *
     * @param at journal time, in milliseconds
     */
    public void published(Change change, long at) {
        checkRevival(change);
        people.published(change, at);
    }

    /** A command went out. */
    public void commanded(Write write) {
        if (write.getKind() == WriteKind.DELETE) {
            people.deleteIsUnderWay(home(write.getTenant(), write.getMailbox()) + "/"
                    + write.getItem());
        }
    }

    private boolean mayBeAStranger(Write write) {
        String home = home(write.getTenant(), write.getMailbox()) + "/";
        return write.getContact()
                .getEmailAddresses()
                .stream()
                .anyMatch(email -> email.getAddress().startsWith(Person.STRANGERS))
                && strangers.stream().anyMatch(stranger -> stranger.startsWith(home));
    }

    /** The same, told after the alerts of the decision that it came of, and before those that followed. */
    public void commandedInOrder(Write write) {
        commanded(write);
        String item = home(write.getTenant(), write.getMailbox()) + "/" + write.getItem();
        if (ambiguous.contains(item) && write.getKind() != WriteKind.READ) {
            people.broken(item + " may be somebody else's double, and is written (I3)");
        }
        if (write.getKind() == WriteKind.CREATE && mayBeAStranger(write)) {
            people.broken(item + " may stand in the mailbox already, as one of whom nobody knows"
                    + " who it is, and is made (I3)");
        }
    }

    /** Only a whole record or a restore makes an item of a deleted one, never a patch (R8). */
    private void checkRevival(Change change) {
        String item = home(change.getTenant(), change.getMailbox()) + "/" + change.getItem();
        ChangeKind before = kinds.put(item, change.getKind());
        if (before == ChangeKind.DELETED && change.getKind() == ChangeKind.RESTORED
                && patches.contains(change.getCauseId())) {
            people.broken(item + " was deleted, and a patch brought it back (I5)");
        }
    }

    private static String home(String tenant, String mailbox) {
        return tenant + "/" + mailbox;
    }
}
