/**
 * Which tenants and mailboxes take part, and by what they are reached: those of a configuration, and
 * those that operators registered, followed while they change. Start at
 * {@link io.syncline.port.tenant.Tenants}. Knows no provider's protocol.
 */
@NullMarked
package io.syncline.port.tenant;

import org.jspecify.annotations.NullMarked;
