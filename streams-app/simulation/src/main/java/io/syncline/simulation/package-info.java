/**
 * Seeded histories of people, services and faults against the real sequence, merge, source and sink
 * logic. Start at {@link io.syncline.simulation.Simulation}. Knows no broker, no network, no clock.
 */
@NullMarked
package io.syncline.simulation;

import org.jspecify.annotations.NullMarked;
