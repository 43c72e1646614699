/**
 * Contacts through Exchange Web Services, on a codec of our own and the JDK's HTTP client.
 * Start at {@link io.syncline.ews.EwsProvider}. Knows nothing of Kafka, merging or other providers.
 */
@NullMarked
package io.syncline.ews;

import org.jspecify.annotations.NullMarked;
