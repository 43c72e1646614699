/**
 * Runs the gateway in a process of its own.
 * Start at {@link io.syncline.gateway.run.GatewayMain}.
 */
@NullMarked
package io.syncline.gateway.run;

import org.jspecify.annotations.NullMarked;
