/**
 * Brings every fact of a mailbox into one order: validates, keys and appends to the journal.
 * Start at {@link io.syncline.topology.sequence.SequenceTopology}. Keeps no state.
 */
@NullMarked
package io.syncline.topology.sequence;

import org.jspecify.annotations.NullMarked;
