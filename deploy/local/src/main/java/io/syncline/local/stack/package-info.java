/**
 * All processes of local mode: what is started, in which order, and what keeps it running.
 * Start at {@link io.syncline.local.stack.Stack}. Knows nothing of the demo's story.
 */
@NullMarked
package io.syncline.local.stack;

import org.jspecify.annotations.NullMarked;
