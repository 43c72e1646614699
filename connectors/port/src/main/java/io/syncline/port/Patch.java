package io.syncline.port;

import io.syncline.schemas.contact.Contact;
import java.util.List;

/**
 * What to write.
 *
 * @param externalId the item; empty for a create
 * @param version the version it was decided on; empty where unknown
 * @param fields the fields to write, and no others
 * @param contact the whole item as it is wished
 * @param stamp the key tenant/mailbox/item, set at a create
 * @param writeId set in the same request (rule R12)
 */
public record Patch(String externalId, String version, List<String> fields, Contact contact,
        String stamp, String writeId) {

    public Patch {
        fields = List.copyOf(fields);
    }
}
