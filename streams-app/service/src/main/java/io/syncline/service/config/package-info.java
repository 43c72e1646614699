/**
 * The configuration: one documented YAML file, environment overrides, one tree of validated records.
 * Start at {@link io.syncline.service.config.ConfigLoader}. Knows nothing of what services do with it.
 */
@NullMarked
package io.syncline.service.config;

import org.jspecify.annotations.NullMarked;
