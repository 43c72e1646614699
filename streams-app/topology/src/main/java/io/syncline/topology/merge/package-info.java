/**
 * Folds the journal through the core and publishes what comes of it.
 * Start at {@link io.syncline.topology.merge.MergeTopology}. Decides nothing.
 */
@NullMarked
package io.syncline.topology.merge;

import org.jspecify.annotations.NullMarked;
