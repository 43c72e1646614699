package io.syncline.core.state;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import java.util.List;
import java.util.Set;

/** The one command that may be outstanding for an item, and what waits behind it (rule R6). */
public sealed interface Slot {

    /** How many observations wait at most: of copies that somebody pastes, each is an object. */
    int WAITING_MAX = 500;

    /** Nothing is outstanding. */
    record Free() implements Slot {}

    /**
     * A command is outstanding.
     *
     * @param waiting the latest reading of each mailbox object, those of one second all, and what was told
    *        of its end or its new id; oldest first
     * @param asked the event ids of those about which the command asks: its answer is newer than they
     */
    record Taken(Command command, List<Fact.OfItem> waiting, Set<String> asked) implements Slot {
        public Taken {
            waiting = List.copyOf(waiting);
            asked = Set.copyOf(asked);
        }
    }
}
