/**
 * What all of Syncline's processes share: generated Avro records, and the trust list they need.
 * Start at {@link io.syncline.schemas.topic.TopicCatalogue}. Knows nothing of merging or providers.
 */
@NullMarked
package io.syncline.schemas;

import org.jspecify.annotations.NullMarked;
