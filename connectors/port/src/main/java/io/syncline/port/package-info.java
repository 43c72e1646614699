/**
 * What a mailbox provider must offer, in its own words neither Graph's nor EWS's.
 * Start at {@link io.syncline.port.MailboxProvider}. Knows nothing of Kafka, merging or any provider.
 */
@NullMarked
package io.syncline.port;

import org.jspecify.annotations.NullMarked;
