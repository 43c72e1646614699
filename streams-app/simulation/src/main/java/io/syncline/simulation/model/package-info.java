/**
 * Models what people work with: a mailbox with the real services' habits, and a CRM. Start at
 * {@link io.syncline.simulation.model.ModelMailbox}. Knows nothing of the pipeline.
 */
@NullMarked
package io.syncline.simulation.model;

import org.jspecify.annotations.NullMarked;
