/**
 * What became of each contact, and how to take it back: the journal's read model, and the questions that
 * people ask it. Start at {@link io.syncline.console.history.Histories}. Knows nothing of terminals and
 * pages.
 */
@NullMarked
package io.syncline.console.history;

import org.jspecify.annotations.NullMarked;
