/**
 * Runs the web console in a process of its own.
 * Start at {@link io.syncline.console.run.ConsoleMain}.
 */
@NullMarked
package io.syncline.console.run;

import org.jspecify.annotations.NullMarked;
