/**
 * The simulated tenant's doors: Graph, EWS and tokens over TLS, and an admin door for tests and people.
 * Start at {@link io.syncline.simulator.http.Simulator}. Shares no code with any provider.
 */
@NullMarked
package io.syncline.simulator.http;

import org.jspecify.annotations.NullMarked;
