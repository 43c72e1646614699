/**
 * Runs the sink in a process of its own, with the providers that the configuration names.
 * Start at {@link io.syncline.sink.run.SinkMain}.
 */
@NullMarked
package io.syncline.sink.run;

import org.jspecify.annotations.NullMarked;
