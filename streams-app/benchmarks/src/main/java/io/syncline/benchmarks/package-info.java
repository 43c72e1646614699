/**
 * Measures how fast merge and plan are, what they allocate and how large a stored contact is.
 * Start at {@link io.syncline.benchmarks.Ratio}. Knows no connector; starts no store, no broker.
 */
@NullMarked
package io.syncline.benchmarks;

import org.jspecify.annotations.NullMarked;
