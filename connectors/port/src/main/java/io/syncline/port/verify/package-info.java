/**
 * Finds out whether a tenant's credentials work, in small steps that each say what they saw. Start at
 * {@link io.syncline.port.verify.Verification}. Knows no provider's protocol, and writes nothing but
 * one marked contact, which it takes away again.
 */
@NullMarked
package io.syncline.port.verify;

import org.jspecify.annotations.NullMarked;
