/**
 * Runs the feed in a process of its own.
 * Start at {@link io.syncline.feed.run.FeedMain}.
 */
@NullMarked
package io.syncline.feed.run;

import org.jspecify.annotations.NullMarked;
