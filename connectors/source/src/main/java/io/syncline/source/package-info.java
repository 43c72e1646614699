/**
 * Polls mailboxes and publishes what it saw together with its new cursor.
 * Start at {@link io.syncline.source.SourceService}. Knows nothing of merging or of any provider.
 */
@NullMarked
package io.syncline.source;

import org.jspecify.annotations.NullMarked;
