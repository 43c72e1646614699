/**
 * Child processes: started, watched, ended; they end by themselves when their parent does.
 * Start at {@link io.syncline.local.process.JavaChild}. Knows nothing of what runs in them.
 */
@NullMarked
package io.syncline.local.process;

import org.jspecify.annotations.NullMarked;
