/**
 * Exchanges with the service: HTTP, tokens, limits, and what each failure means.
 * Start at {@link io.syncline.ews.client.EwsClient}. Knows nothing of contacts.
 */
@NullMarked
package io.syncline.ews.client;

import org.jspecify.annotations.NullMarked;
