/**
 * One suite that every provider passes, against a simulator and against a real service.
 * Start at {@link io.syncline.conformance.MailboxProviderConformance}. Knows no provider.
 */
@NullMarked
package io.syncline.conformance;

import org.jspecify.annotations.NullMarked;
