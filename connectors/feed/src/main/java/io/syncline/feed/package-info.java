/**
 * Copies one tenant's contacts to topics of its own, for subscribers who may read no other's.
 * Start at {@link io.syncline.feed.FeedService}. Looks at keys alone and knows nothing of contacts.
 */
@NullMarked
package io.syncline.feed;

import org.jspecify.annotations.NullMarked;
