/**
 * Runs the source in a process of its own, with the providers that the configuration names.
 * Start at {@link io.syncline.source.run.SourceMain}.
 */
@NullMarked
package io.syncline.source.run;

import org.jspecify.annotations.NullMarked;
