/**
 * Mailboxes as Exchange Online keeps them, with its habits, and whom the directory knows, in files of
 * their own.
 * Start at {@link io.syncline.simulator.mailbox.MailboxStore}. Shares no code with any provider.
 */
@NullMarked
package io.syncline.simulator.mailbox;

import org.jspecify.annotations.NullMarked;
