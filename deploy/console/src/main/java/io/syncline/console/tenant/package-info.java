/**
 * Onboards tenants: takes what an administrator submits, verifies it, keeps it sealed, and watches
 * when it ends. Start at {@link io.syncline.console.tenant.TenantDesk}. Knows neither pages nor
 * command lines.
 */
@NullMarked
package io.syncline.console.tenant;

import org.jspecify.annotations.NullMarked;
