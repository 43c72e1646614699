/**
 * A running system as an operator's command sees it: reads its topics, hands decisions in.
 * Start at {@link io.syncline.console.system.RunningSystem}. Knows nothing of terminals and texts.
 */
@NullMarked
package io.syncline.console.system;

import org.jspecify.annotations.NullMarked;
