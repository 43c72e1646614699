/**
 * Everything in one place: broker, registry, simulated or real tenants, all services.
 * Start at {@link io.syncline.local.LocalMain}. The only module that starts other modules' main().
 */
@NullMarked
package io.syncline.local;

import org.jspecify.annotations.NullMarked;
