/**
 * What is remembered of an item and of a mailbox, and the only functions that change it.
 * Start at {@link io.syncline.core.state.Evolution}. Knows nothing of why an event was decided on.
 */
@NullMarked
package io.syncline.core.state;

import org.jspecify.annotations.NullMarked;
