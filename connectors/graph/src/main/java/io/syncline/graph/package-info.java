/**
 * Contacts through Microsoft Graph v1.0, on the official SDK and MSAL.
 * Start at {@link io.syncline.graph.GraphProvider}. Knows nothing of Kafka, merging or other providers.
 */
@NullMarked
package io.syncline.graph;

import org.jspecify.annotations.NullMarked;
