/**
 * The topics: names, keys, partitioning, retention, owners.
 * Start at {@link io.syncline.schemas.topic.TopicCatalogue}. Knows nothing of what the values mean.
 */
@NullMarked
package io.syncline.schemas.topic;

import org.jspecify.annotations.NullMarked;
