/**
 * Runs the simulated tenant and the CRM in processes of their own.
 * Start at {@link io.syncline.simulator.run.SimulatorMain}.
 */
@NullMarked
package io.syncline.simulator.run;

import org.jspecify.annotations.NullMarked;
