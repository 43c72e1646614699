package io.syncline.core.state;

import io.syncline.core.fact.Fact;
import java.time.Instant;
import java.util.Map;

/**
 * What is remembered of a mailbox as a whole.
 *
 * @param provider its provider; empty until it told what it can hold
 * @param entriesMax how many entries it holds of each field; a field that is not named, none
 * @param listed whether the first full listing is complete (rule R16)
 * @param available whether it answers
 * @param strayGoneAt when an object was last told gone that no item was linked to
 */
public record MailboxState(String provider, Map<String, Integer> entriesMax, boolean listed,
        boolean available, Instant strayGoneAt) {

    public static final MailboxState UNKNOWN = new MailboxState("", Map.of(), false, true,
            Instant.EPOCH);

    public MailboxState {
        entriesMax = Map.copyOf(entriesMax);
    }

    /** The state after a fact about the mailbox. */
    public MailboxState after(Fact.OfMailbox fact) {
        return switch (fact) {
            case Fact.CapabilitiesTold told -> new MailboxState(told.provider(),
                    told.entriesMax(), listed, available, strayGoneAt);
            case Fact.FirstListingCompleted done ->
                new MailboxState(provider, entriesMax, true, available, strayGoneAt);
            case Fact.MailboxUnavailable lost ->
                new MailboxState(provider, entriesMax, listed, false, strayGoneAt);
            case Fact.MailboxAvailable back ->
                new MailboxState(provider, entriesMax, listed, true, strayGoneAt);
        };
    }

    /** The state after an object was told gone that no item is linked to. */
    public MailboxState afterStrayGone(Instant at) {
        return new MailboxState(provider, entriesMax, listed, available, at);
    }

    /** Whether a command could be carried out now. */
    public boolean takesCommands() {
        return available && !provider.isEmpty();
    }
}
