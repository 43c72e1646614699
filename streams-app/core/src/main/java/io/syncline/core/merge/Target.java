package io.syncline.core.merge;

import io.syncline.core.state.ItemState;

/** Which item a fact is about. */
public sealed interface Target {

    /** This item, known or new. */
    record Item(ItemState state) implements Target {}

    /** A new item that may be the same person as several others. */
    record Ambiguous(ItemState state) implements Target {}

    /** No item: the fact says nothing. */
    record Nothing() implements Target {}

    /** No item, and there should be one. */
    record Refused(String code, String reason) implements Target {}
}
