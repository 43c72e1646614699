/**
 * What the two Streams applications share: topic serdes, partitioning, dead letters.
 * Start at {@link io.syncline.topology.TopicSerdes}. The only module that knows Kafka Streams.
 */
@NullMarked
package io.syncline.topology;

import org.jspecify.annotations.NullMarked;
