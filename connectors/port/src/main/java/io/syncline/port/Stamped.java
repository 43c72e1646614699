package io.syncline.port;

import io.syncline.schemas.contact.Reading;

/**
 * An object that carries a stamp of ours.
 *
 * @param reading what it looks like, write id included
 * @param deleted whether it lies in Deleted Items
 */
public record Stamped(Reading reading, boolean deleted) {}
