/**
 * Dead letters and their fate: listed, shown, handed in again or dropped, each once.
 * Start at {@link io.syncline.console.letters.LetterDesk}. Knows nothing of pages, commands or HTTP.
 */
@NullMarked
package io.syncline.console.letters;

import org.jspecify.annotations.NullMarked;
