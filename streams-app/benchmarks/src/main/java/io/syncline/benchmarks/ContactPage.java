package io.syncline.benchmarks;

import io.syncline.ews.ContactMapper;
import io.syncline.ews.soap.CreateItem;
import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.Envelope;
import io.syncline.ews.soap.FolderRef;
import io.syncline.ews.soap.Operation;
import io.syncline.port.Patch;
import io.syncline.topology.wire.ContactMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * As many contacts as EWS ever tells at once, of people who do not exist: as it answers them, and as
 * they are wished.
 */
final class ContactPage {

    static final ContactPage NOTHING = new ContactPage(new byte[0], List.of());

    /** The most that one answer tells. */
    static final int CONTACTS = 512;

    private static final Envelope ENVELOPE = new Envelope("Exchange2013_SP1",
            "agent@example.com");
    private static final FolderRef FOLDER = new FolderRef.Distinguished("contacts", "");
    private static final List<String> FIELDS = List.of("displayName", "givenName", "surname",
            "companyName", "jobTitle", "emailAddresses", "businessPhones", "mobilePhone",
            "businessAddress", "homeAddress", "categories", "personalNotes");
    /** Ids of Exchange are about as long. */
    private static final int ID_LENGTH = 152;

    private final byte[] answer;
    private final List<Patch> wished;

    private ContactPage(byte[] answer, List<Patch> wished) {
        this.answer = answer;
        this.wished = List.copyOf(wished);
    }

    /** The same people for the same seed. */
    static ContactPage of(long seed) {
        People people = new People(new Random(seed));
        List<Patch> wished = new ArrayList<>();
        List<Element> messages = new ArrayList<>();
        for (int i = 0; i < CONTACTS; i++) {
            Patch patch = new Patch("", "", FIELDS, ContactMapping.contact(people.next()),
                    "acme/agent-1/" + i, "write-" + i);
            wished.add(patch);
            messages.add(message(i, ContactMapper.created(patch)));
        }
        return new ContactPage(ENVELOPE.of(new GetItemResponse(messages)), wished);
    }

    /** What a look at all of them is answered; the array itself, which nobody changes. */
    byte[] answer() {
        return answer;
    }

    /** What would make each of them. */
    List<Patch> wished() {
        return wished;
    }

    /** The request that makes a contact, as a document. */
    static byte[] request(Patch wished) {
        return ENVELOPE.of(new CreateItem(FOLDER, ContactMapper.created(wished)));
    }

    private static Element message(int number, Element contact) {
        Element shown = Element.type("Contact",
                Element.type("ItemId")
                        .with("Id", ("%0" + ID_LENGTH + "d").formatted(number))
                        .with("ChangeKey", "EQAAABYAAAD%08d".formatted(number)),
                Element.type("ParentFolderId").with("Id", "folder-contacts"),
                Element.type("DateTimeCreated", "2026-01-05T10:00:00Z"),
                Element.type("LastModifiedTime", "2026-11-05T10:00:00Z"))
                .with(contact.children());
        return Element.message("GetItemResponseMessage",
                Element.message("ResponseCode", "NoError"), Element.message("Items", shown))
                .with("ResponseClass", "Success");
    }

    /** An answer, written as if it were a request. */
    private record GetItemResponse(List<Element> messages) implements Operation<Element> {

        @Override
        public Element body() {
            return Element.message("GetItemResponse",
                    Element.message("ResponseMessages").with(messages));
        }

        @Override
        public Element value(Element message) {
            throw new UnsupportedOperationException("Nobody answers an answer");
        }
    }
}
