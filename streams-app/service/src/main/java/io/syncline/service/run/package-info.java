/**
 * The shell around every service: start, metrics, health, shutdown, exit code.
 * Start at {@link io.syncline.service.run.ServiceMain}. Knows nothing of what a service does.
 */
@NullMarked
package io.syncline.service.run;

import org.jspecify.annotations.NullMarked;
