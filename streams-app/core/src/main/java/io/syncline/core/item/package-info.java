/**
 * What an item is made of: values, fields, kinds of item and how a kind's fields merge.
 * Start at {@link io.syncline.core.item.ItemKind}. Knows nothing of replicas, facts or topics.
 */
@NullMarked
package io.syncline.core.item;

import org.jspecify.annotations.NullMarked;
