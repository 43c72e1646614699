package io.syncline.topology.replay;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Situation;
import io.syncline.core.state.Generations;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.topology.wire.JournalReader;
import io.syncline.topology.wire.OutputWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox as merge folds it: its state, its items, and the reviews that were asked for and do not
 * stand in the journal yet. In memory alone, for one thread.
 */
public final class MailboxFold {

    private static final ItemKind KIND = ContactKind.CONTACT;

    private final ItemKey place;
    private final RememberedItems items;
    private final Map<String, Decision> asked = new LinkedHashMap<>();
    private MailboxState ofTenant;
    private Generations generations = Generations.FIRST;
    /** Null while the mailbox was not heard of: then it is as its tenant decided for all. */
    private @Nullable MailboxState mailbox;

    /**
     * Nothing is known of the mailbox yet.
     *
     * @param ofTenant what its tenant has decided for all
     */
    public MailboxFold(ItemKey place, MailboxState ofTenant) {
        this.place = place;
        this.items = new RememberedItems(place, KIND);
        this.ofTenant = ofTenant;
    }

    /** As sequence appends a decision. */
    public static JournalEntry decided(Decision decision) {
        return JournalEntry.newBuilder()
                .setTenant(decision.getTenant())
                .setMailbox(decision.getMailbox().orElse(""))
                .setEventId(decision.getEventId())
                .setKind(JournalKind.DECIDED)
                .setDecision(decision)
                .build();
    }

    /**
     * Takes in an entry of this mailbox, or a decision for its whole tenant.
     *
     * @param now the journal's time at it (rule R1)
     * @param steps gets what it did to items, in order
     * @throws IllegalStateException if this build does not know its kind
     */
    public void fold(JournalEntry entry, Instant now, Consumer<Fold.Step> steps) {
        asked.remove(entry.getEventId());
        Fact fact = JournalReader.fact(entry);
        if (!entry.getMailbox().isEmpty()) {
            fold(fact, now, steps);
        } else if (fact instanceof Fact.OfMailbox ofMailbox) {
            ofTenant = ofTenant.after(ofMailbox, now);
            if (mailbox != null) {
                fold(fact, now, steps);
            }
        }
    }

    /** From now on that generation of merge publishes, or none writes. */
    public void mark(Generations now) {
        generations = now;
    }

    /** Folds the reviews that merge asks for, until it asks for none. */
    public void review(Instant now, Consumer<Fold.Step> steps) {
        while (!asked.isEmpty()) {
            List.copyOf(asked.values()).forEach(decision -> fold(decided(decision), now, steps));
        }
    }

    /** Which mailbox it is. */
    public ItemKey place() {
        return place;
    }

    /** The mailbox as a whole, as it is now. */
    public MailboxState mailbox() {
        return mailbox == null ? ofTenant : mailbox;
    }

    /** Its items as they are now. */
    public RememberedItems items() {
        return items;
    }

    private void fold(Fact fact, Instant now, Consumer<Fold.Step> steps) {
        MailboxState before = mailbox();
        Fold.Folded folded = Fold.PROTOCOL.fold(place, fact, new Situation(KIND, before, now,
                generations), items);
        folded.steps().forEach(step -> {
            items.keep(step);
            steps.accept(step);
        });
        if (!folded.mailbox().equals(before)) {
            mailbox = folded.mailbox();
        }
        folded.reviews()
                .stream()
                .map(review -> OutputWriter.review(place, review, fact.eventId()))
                .forEach(decision -> asked.put(decision.getEventId(), decision));
    }
}
