/**
 * What can happen: facts from mailboxes, from the CRM and from the sink, and the commands they answer.
 * Start at {@link io.syncline.core.fact.Fact}. Knows nothing of what is made of them.
 */
@NullMarked
package io.syncline.core.fact;

import org.jspecify.annotations.NullMarked;
