package io.syncline.simulation.truth;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.DeadLetter;
import java.nio.charset.StandardCharsets;

/** Hears what became visible on the topics, and tells the oracles what it means for people. */
public final class Witness {

    private static final String POSSIBLE_DOUBLE = "possible-double";

    private final People people;

    public Witness(People people) {
        this.people = people;
    }

    /** @param value the fact as it stands in the journal, byte by byte */
    public void journalled(JournalEntry fact, byte[] value) {
        String home = home(fact.getTenant(), fact.getMailbox());
        people.checkLeft(home, new String(value, StandardCharsets.UTF_8));
        fact.getResult()
                .filter(Witness::isUnheard)
                .ifPresent(result -> people.perhapsLanded(home + "/"
                        + result.getWrite().getItem()));
        fact.getObserved()
                .flatMap(Observed::getItem)
                .flatMap(item -> item.getContact().getPersonalNotes())
                .flatMap(people::marked)
                .ifPresent(Person::met);
    }

    public void alerted(Alert alert) {
        if (alert.getCode().equals(POSSIBLE_DOUBLE)) {
            people.possibleDoubleAt(
                    home(alert.getTenant().orElse(""), alert.getMailbox().orElse("")));
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

    /**
     * To be told after the Conflicts of the same decision.
     *
     * @param at journal time, in milliseconds
     */
    public void published(Change change, long at) {
        people.published(change, at);
    }

    /** Whether nobody heard what the write itself returned: what is there now may be its rendition. */
    private static boolean isUnheard(WriteResult result) {
        return result.getOutcome() == WriteOutcome.UNAVAILABLE
                || result.getOutcome() == WriteOutcome.LANDED
                        && result.getLandedVersion().isEmpty()
                        && result.getWrite().getKind() != WriteKind.READ;
    }

    private static String home(String tenant, String mailbox) {
        return tenant + "/" + mailbox;
    }
}
