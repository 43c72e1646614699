/**
 * Exchange Web Services on the simulated mailboxes: SOAP bodies in, SOAP bodies out.
 * Start at {@link io.syncline.simulator.ews.ExchangeServer}. Knows no HTTP, and shares no code with any provider.
 */
@NullMarked
package io.syncline.simulator.ews;

import org.jspecify.annotations.NullMarked;
