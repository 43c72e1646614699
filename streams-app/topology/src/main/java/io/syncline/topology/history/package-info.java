/**
 * The journal folded once more, in silence: what each fact did to each contact, for people who ask later.
 * Start at {@link io.syncline.topology.history.HistoryFold}. Decides nothing, publishes nothing, and
 * knows neither topics nor files.
 */
@NullMarked
package io.syncline.topology.history;

import org.jspecify.annotations.NullMarked;
