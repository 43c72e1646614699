package io.syncline.port;

import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;

/** What a look at one item showed. */
public sealed interface Sighting {

    /** It is in a contact folder. */
    record There(Reading reading) implements Sighting {}

    /** It is gone, on this evidence, and the mailbox itself answered after that (rule R18). */
    record Gone(GoneEvidence evidence) implements Sighting {}
}
