package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.Mutation;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** GetItem, CreateItem, DeleteItem, MoveItem and CopyItem. */
final class Items {

    /** Puts a contact, or a copy of it, into a folder. */
    private interface Transfer {
        StoredContact of(MailboxStore mailbox, String id, String folder);
    }

    private final ItemIds ids;
    private final Mutants mutants;

    Items(ItemIds ids, Mutants mutants) {
        this.ids = ids;
        this.mutants = mutants;
    }

    Element get(Request request) {
        ItemShape shape = ItemShape.of(request.operation().required("m:ItemShape"));
        List<Element> targets = new ArrayList<>(targets(request));
        if (mutants.has(EwsMutation.REVERSES_ANSWERS)) {
            Collections.reverse(targets);
        }
        return Responses.each(request.name(), targets, id -> {
            Element shown = shape.shown(contact(request, id), ids, mutants);
            return List.of(Element.of("m:Items",
                    request.oddities().contains(Oddity.UNKNOWN_VALUE) ? odd(shown) : shown));
        });
    }

    Element create(Request request) {
        Element operation = request.operation();
        List<Element> contacts = operation.required("m:Items").children();
        contacts.forEach(ContactReader::check);
        return Responses.each(request.name(), contacts, contact -> {
            String folder = operation.child("m:SavedItemFolderId")
                    .map(saved -> Folders.named(request.mailbox(), saved.only()))
                    .orElse(MailboxStore.CONTACTS);
            if (!Folders.isOfContacts(request.mailbox(), folder)) {
                throw new EwsError("ErrorCannotCreateContactInNonContactFolder",
                        "Cannot create a contact in a folder that is not a Contacts folder.");
            }
            Draft draft = new Draft();
            ContactReader.take(draft, contact);
            StoredContact created = draft.create(request.mailbox(), folder);
            request.effects().add("created " + created.id());
            return List.of(idOnly(created));
        });
    }

    Element delete(Request request) {
        String type = request.operation().attribute("DeleteType");
        return Responses.each(request.name(), targets(request), id -> {
            StoredContact contact = contact(request, id);
            checkForm(id.attribute("ChangeKey"));
            if (!mutants.has(Mutation.IGNORES_DELETES)) {
                delete(request.mailbox(), contact, type);
            }
            request.effects().add("deleted " + contact.id());
            return List.of();
        });
    }

    Element move(Request request) {
        return transfer(request, MailboxStore::move, "moved ");
    }

    Element copy(Request request) {
        return transfer(request, MailboxStore::copy, "copied ");
    }

    /** What a write answers: the item's id and new change key. */
    Element idOnly(StoredContact contact) {
        return Element.of("m:Items", Element.of("t:Contact", ItemShape.id(contact, ids)));
    }

    /** The contact that a {@code t:ItemId} names. */
    StoredContact contact(Request request, Element id) {
        if (!id.name().equals("t:ItemId")) {
            throw EwsError.schema("'" + id.name() + "' is no ItemId.");
        }
        return ids.contact(request.mailbox(), id.attribute("Id"));
    }

    /** @throws EwsError where a change key is none; that it is an old one is for the caller to see */
    static void checkForm(String changeKey) {
        if (!changeKey.isEmpty() && !changeKey.startsWith("CK")) {
            throw new EwsError("ErrorInvalidChangeKey", "The change key is invalid.");
        }
    }

    private Element transfer(Request request, Transfer transfer, String effect) {
        Element to = request.operation().required("m:ToFolderId").only();
        return Responses.each(request.name(), targets(request), id -> {
            String folder = Folders.named(request.mailbox(), to);
            StoredContact before = contact(request, id);
            StoredContact after = transfer.of(request.mailbox(), before.id(), folder);
            request.effects().add(effect + after.id());
            return List.of(idOnly(after));
        });
    }

    /** A change key is not needed to delete, and an old one does no harm. */
    private static void delete(MailboxStore mailbox, StoredContact contact, String type) {
        switch (type) {
            case "MoveToDeletedItems" -> mailbox.delete(contact.id());
            case "SoftDelete" -> mailbox.move(contact.id(), MailboxStore.RECOVERABLE_ITEMS);
            case "HardDelete" -> mailbox.purge(contact.id());
            default -> throw EwsError.schema("'" + type + "' is no DeleteType.");
        }
    }

    private static List<Element> targets(Request request) {
        return request.operation().required("m:ItemIds").children();
    }

    /** The same contact, with a phone under a key that no schema knows. */
    private static Element odd(Element contact) {
        return Element.of(contact.name(), contact.children()
                .stream()
                .map(child -> child.name().equals("t:PhoneNumbers")
                        ? child.and(List.of(Element.text("t:Entry", "+1 202 555 0199")
                                .with("Key", "SatellitePhone")))
                        : child)
                .toList());
    }
}
