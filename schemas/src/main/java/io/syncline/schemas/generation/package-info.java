/**
 * Generations of merge, as their records on the topic say: whoever looks for the one that publishes finds the same.
 * Start at {@link io.syncline.schemas.generation.RunningMerge}. Knows nothing of how they run.
 */
@NullMarked
package io.syncline.schemas.generation;

import org.jspecify.annotations.NullMarked;
