/**
 * The parts of the bench that need a tenant: the services in processes of their own, against the
 * simulated Microsoft 365 tenant, whose cost is counted apart.
 */
@NullMarked
package io.syncline.local.bench;

import org.jspecify.annotations.NullMarked;
