/**
 * Keeps tenants' secrets encrypted, each under its tenant's own key, which can be destroyed.
 * Start at {@link io.syncline.service.secret.Vault}. Knows nothing of what a secret is for.
 */
@NullMarked
package io.syncline.service.secret;

import org.jspecify.annotations.NullMarked;
