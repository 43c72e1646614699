/**
 * Plays the pipeline: topics, the two Streams applications, source, sink, CRM, and a scheduler with
 * virtual time. Start at {@link io.syncline.simulation.play.World}. Knows nothing of what is right.
 */
@NullMarked
package io.syncline.simulation.play;

import org.jspecify.annotations.NullMarked;
