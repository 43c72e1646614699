/**
 * Listens for what happens in mailboxes, in as few connections as the service allows.
 * Start at {@link io.syncline.ews.stream.Streams}. Knows nothing of contacts.
 */
@NullMarked
package io.syncline.ews.stream;

import org.jspecify.annotations.NullMarked;
