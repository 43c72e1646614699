/**
 * Rebuilding: generations of merge side by side, compared and promoted, and replays of the journal beside
 * the running system. Start at {@link io.syncline.console.rebuild.RebuildDesk}. Knows nothing of terminals and
 * pages; decides nothing about contacts: merge does.
 */
@NullMarked
package io.syncline.console.rebuild;

import org.jspecify.annotations.NullMarked;
