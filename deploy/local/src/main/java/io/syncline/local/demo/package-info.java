/**
 * The demo: a short story played on a running stack, and the proof that both sides are equal.
 * Start at {@link io.syncline.local.demo.Demo}. Looks at the stores of both sides, never at Syncline's own.
 */
@NullMarked
package io.syncline.local.demo;

import org.jspecify.annotations.NullMarked;
