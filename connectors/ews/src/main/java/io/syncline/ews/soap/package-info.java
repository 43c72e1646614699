/**
 * The codec of Exchange Web Services: requests and answers as values, and their XML.
 * Start at {@link io.syncline.ews.soap.Operation}. Knows nothing of HTTP, credentials or contacts.
 */
@NullMarked
package io.syncline.ews.soap;

import org.jspecify.annotations.NullMarked;
