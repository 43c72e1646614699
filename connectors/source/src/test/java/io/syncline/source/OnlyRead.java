package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Stamped;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.util.List;

/** A provider of which the source may only read. */
abstract class OnlyRead implements MailboxProvider {

    @Override
    public Answer<List<Stamped>> findStamped(MailboxRef mailbox, String stamp) {
        throw new UnsupportedOperationException("The source looks for no stamps");
    }

    @Override
    public Answer<List<Reading>> findAlike(MailboxRef mailbox, Contact contact) {
        throw new UnsupportedOperationException("The source looks for nobody");
    }

    @Override
    public Answer<Written> create(MailboxRef mailbox, Patch item) {
        throw new UnsupportedOperationException("The source writes nothing");
    }

    @Override
    public Answer<Written> patch(MailboxRef mailbox, Patch patch) {
        throw new UnsupportedOperationException("The source writes nothing");
    }

    @Override
    public Answer<Written> delete(MailboxRef mailbox, String externalId, String version) {
        throw new UnsupportedOperationException("The source writes nothing");
    }
    @Override
    public void close() {
        // Holds nothing.
    }
}
