/**
 * Carries out writes against mailboxes and publishes what came of them. It never decides.
 * Start at {@link io.syncline.sink.SinkService}. Knows nothing of merging or of any provider.
 */
@NullMarked
package io.syncline.sink;

import org.jspecify.annotations.NullMarked;
