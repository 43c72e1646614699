/**
 * Makes the topics and schemas of the catalogue exist, once, before any service starts.
 * Start at {@link io.syncline.schemas.bootstrap.Bootstrap}. Knows nothing of who uses them.
 */
@NullMarked
package io.syncline.schemas.bootstrap;

import org.jspecify.annotations.NullMarked;
