package io.syncline.console.history;

import io.syncline.topology.history.Shown;

/**
 * A field that is to have an earlier value again.
 *
 * @param now what it is
 * @param then what it is to be
 */
public record FieldBack(String field, Shown now, Shown then) {}
