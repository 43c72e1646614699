/**
 * Measures how fast merge and plan are, what they allocate and how large a stored contact is; and how
 * fast the codec of EWS is.
 * Start at {@link io.syncline.benchmarks.Ratio}. Knows no other connector; starts no store, no broker.
 */
@NullMarked
package io.syncline.benchmarks;

import org.jspecify.annotations.NullMarked;
