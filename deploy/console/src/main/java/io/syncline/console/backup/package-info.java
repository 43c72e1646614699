/**
 * Copies what cannot be made again into a folder, and from there into an empty system.
 * Start at {@link io.syncline.console.backup.Backup}. Knows nothing of commands and of what values mean.
 */
@NullMarked
package io.syncline.console.backup;

import org.jspecify.annotations.NullMarked;
