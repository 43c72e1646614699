/**
 * A simulated mailbox for the suite, and the proof that the suite bites.
 * Start at {@link io.syncline.conformance.simulated.SimulatedMailbox}. Knows no provider.
 */
@NullMarked
package io.syncline.conformance.simulated;

import org.jspecify.annotations.NullMarked;
