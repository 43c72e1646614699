/**
 * Avro values in the Confluent wire format, against any registry that speaks Confluent's protocol.
 * Start at {@link io.syncline.schemas.serde.KafkaAvroSerializer}. Knows nothing of our topics.
 */
@NullMarked
package io.syncline.schemas.serde;

import org.jspecify.annotations.NullMarked;
