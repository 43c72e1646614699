/**
 * How a tenant's services are reached: whom to trust, and how to prove who we are.
 * Start at {@link io.syncline.service.access.Credential}. Knows nothing of any service's protocol.
 */
@NullMarked
package io.syncline.service.access;

import org.jspecify.annotations.NullMarked;
