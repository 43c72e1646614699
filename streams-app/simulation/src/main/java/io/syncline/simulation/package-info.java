/**
 * Seeded histories of edits, faults and crashes against the functional core. Start at
 * {@link io.syncline.simulation.Simulation}. The oracle in {@link io.syncline.simulation.People} knows
 * what people did, and nothing of merge.
 */
@NullMarked
package io.syncline.simulation;

import org.jspecify.annotations.NullMarked;
