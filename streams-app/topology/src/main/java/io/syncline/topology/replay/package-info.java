/**
 * Merge's fold over the journal once more, in memory and beside the running system: to check what is
 * published, to look at the past, and to try another policy. Start at {@link io.syncline.topology.replay.Replay}.
 * Knows nothing of brokers, and publishes nothing.
 */
@NullMarked
package io.syncline.topology.replay;

import org.jspecify.annotations.NullMarked;
