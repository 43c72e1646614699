/**
 * The sync protocol: which events follow from a state and a fact. Rules are cited by number.
 * Start at {@link io.syncline.core.merge.Merge}. Knows no clock, no randomness, no input or output.
 */
@NullMarked
package io.syncline.core.merge;

import org.jspecify.annotations.NullMarked;
