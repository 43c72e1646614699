/**
 * The console: pages that walk an administrator through registering a tenant, and the same as JSON.
 * Start at {@link io.syncline.console.web.ConsoleService}. Decides nothing about tenants: the desks in
 * {@code io.syncline.console.tenant} do.
 */
@NullMarked
package io.syncline.console.web;

import org.jspecify.annotations.NullMarked;
