package io.syncline.simulation.truth;

import io.syncline.schemas.contact.Side;
import java.util.Optional;
import java.util.Set;

/**
 * What a tenant decided before anything happened, and what must therefore never be seen.
 *
 * @param field the field for which it decided
 * @param takenFrom the only side whose edits of it are taken; empty: both
 * @param preferred who wins where two edits did not know of each other; empty: the later
 * @param deletesFrom the only side whose deletes are taken; empty: both
 */
public record Promise(String field, Optional<Side> takenFrom, Optional<Side> preferred,
        Optional<Side> deletesFrom) {

    /** Whether the value of a side replaced another, though that side's edits are not taken. */
    boolean forbidsEdit(String edited, Side by) {
        return edited.equals(field) && takenFrom.filter(side -> side != by).isPresent();
    }

    /** Whether this side won over the other, though the other is preferred. */
    boolean forbidsVictory(String edited, Side winner, Side loser) {
        return edited.equals(field) && winner != loser
                && preferred.filter(side -> side != winner).isPresent();
    }

    /** Whether nobody deleted it whose deletes are taken. */
    boolean forbidsDelete(Set<Side> deletedBy) {
        return !deletedBy.isEmpty()
                && deletesFrom.filter(side -> !deletedBy.contains(side)).isPresent();
    }
}
