/**
 * Translates between Avro records on topics and the core's records.
 * Start at {@link io.syncline.topology.wire.JournalReader}. Knows nothing of stores or Kafka.
 */
@NullMarked
package io.syncline.topology.wire;

import org.jspecify.annotations.NullMarked;
