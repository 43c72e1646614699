/**
 * Who may do what on the broker, derived from the topic catalogue.
 * Start at {@link io.syncline.schemas.access.ServiceAccess}. Knows nothing of brokers that run.
 */
@NullMarked
package io.syncline.schemas.access;

import org.jspecify.annotations.NullMarked;
