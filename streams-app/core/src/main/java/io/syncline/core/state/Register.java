package io.syncline.core.state;

import io.syncline.core.item.Value;

/**
 * The merged value of one field.
 *
 * @param version the merged version that first published this value
 */
public record Register(Value value, Stamp stamp, long version) {}
