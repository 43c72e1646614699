/**
 * Kafka clients with the settings on which correctness rests.
 * Start at {@link io.syncline.service.kafka.KafkaClients}. Knows nothing of who uses them.
 */
@NullMarked
package io.syncline.service.kafka;

import org.jspecify.annotations.NullMarked;
