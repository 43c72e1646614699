/**
 * Tells what merge would do, and does nothing: folds a journal, and facts that nobody has told, in memory.
 * Start at {@link io.syncline.topology.preview.DryRun}. Knows neither stores nor topics, and reads no clock.
 */
@NullMarked
package io.syncline.topology.preview;

import org.jspecify.annotations.NullMarked;
