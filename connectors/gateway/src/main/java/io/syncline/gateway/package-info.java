/**
 * The CRM's door for systems that would rather speak HTTP than Kafka.
 * Start at {@link io.syncline.gateway.GatewayService}. Knows nothing of merging or of mailboxes.
 */
@NullMarked
package io.syncline.gateway;

import org.jspecify.annotations.NullMarked;
