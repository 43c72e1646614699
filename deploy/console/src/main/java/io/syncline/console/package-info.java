/**
 * Operator commands: mailboxes, held deletes, ambiguous matches; what they ask, and what they print.
 * Start at {@link io.syncline.console.MailboxesCommand}. Decides nothing: merge does.
 */
@NullMarked
package io.syncline.console;

import org.jspecify.annotations.NullMarked;
