/**
 * Runs the two Streams applications as services.
 * Start at {@link io.syncline.topology.run.StreamsService}. The only package here that may know files and processes.
 */
@NullMarked
package io.syncline.topology.run;

import org.jspecify.annotations.NullMarked;
