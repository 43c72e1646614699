/**
 * Keeps the core's states in state stores, in a format of their own that needs no registry.
 * Start at {@link io.syncline.topology.store.ItemStateCodec}. Knows nothing of topics.
 */
@NullMarked
package io.syncline.topology.store;

import org.jspecify.annotations.NullMarked;
