/**
 * What people did and what must therefore stand (oracles I1 to I8). Start at
 * {@link io.syncline.simulation.truth.People}. Knows edits and what is shown, and no code under test.
 */
@NullMarked
package io.syncline.simulation.truth;

import org.jspecify.annotations.NullMarked;
