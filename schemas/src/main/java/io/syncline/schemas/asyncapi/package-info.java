/**
 * The topic catalogue as a document.
 * Start at {@link io.syncline.schemas.asyncapi.AsyncApi}. Knows nothing but the catalogue and the schemas.
 */
@NullMarked
package io.syncline.schemas.asyncapi;

import org.jspecify.annotations.NullMarked;
