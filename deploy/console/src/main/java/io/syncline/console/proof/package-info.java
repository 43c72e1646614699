/**
 * Is every mailbox in sync, and what proves it: folds what the topics say of mailboxes, as it comes.
 * Start at {@link io.syncline.console.proof.SyncWatch}. Knows nothing of pages, commands or HTTP.
 */
@NullMarked
package io.syncline.console.proof;

import org.jspecify.annotations.NullMarked;
