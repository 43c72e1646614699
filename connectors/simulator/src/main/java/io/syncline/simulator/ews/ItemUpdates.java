package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.List;

/**
 * UpdateItem (facts/ews.md 3.2 to 3.4). With a change key that is not the present one:
 *
 * <pre>
 * NeverOverwrite    ErrorIrresolvableConflict
 * AutoResolve       written, and a conflict is counted
 * AlwaysOverwrite   written
 * </pre>
 *
 * Without any, ErrorChangeKeyRequiredForWriteOperations whatever the resolution.
 */
final class ItemUpdates {

    private final Items items;
    private final Mutants mutants;

    ItemUpdates(Items items, Mutants mutants) {
        this.items = items;
        this.mutants = mutants;
    }

    Element update(Request request) {
        Element operation = request.operation();
        String resolution = operation.attribute("ConflictResolution");
        if (!List.of("NeverOverwrite", "AutoResolve", "AlwaysOverwrite").contains(resolution)) {
            throw EwsError.schema("'" + resolution + "' is no ConflictResolution.");
        }
        return Responses.each(request.name(), operation.required("m:ItemChanges").children(),
                change -> {
                    // Nothing comes between the look at the change key and the write.
                    synchronized (request.mailbox()) {
                        return update(request, change, resolution);
                    }
                });
    }

    private List<Element> update(Request request, Element change, String resolution) {
        MailboxStore mailbox = request.mailbox();
        Element id = change.required("t:ItemId");
        StoredContact before = items.contact(request, id);
        boolean isStale = isStale(before, id.attribute("ChangeKey"));
        if (isStale && resolution.equals("NeverOverwrite")) {
            throw new EwsError("ErrorIrresolvableConflict",
                    "The send or update operation could not be performed because the change key "
                            + "passed in the request does not match the current change key.");
        }
        Draft draft = new Draft(before);
        change.required("t:Updates").children().forEach(update -> apply(draft, update));
        StoredContact after = draft.update(mailbox, before.id());
        request.effects().add("patched " + after.id());
        boolean isCounted = isStale && resolution.equals("AutoResolve");
        return List.of(
                items.idOnly(mutants.has(EwsMutation.ANSWERS_OLD_CHANGE_KEYS) ? before : after),
                Element.of("m:ConflictResults",
                        Element.text("t:Count", isCounted ? "1" : "0")));
    }

    private boolean isStale(StoredContact contact, String changeKey) {
        if (changeKey.isEmpty()) {
            throw new EwsError("ErrorChangeKeyRequiredForWriteOperations",
                    "A change key is required for this operation.");
        }
        Items.checkForm(changeKey);
        return !changeKey.equals(contact.changeKey())
                && !mutants.has(EwsMutation.ACCEPTS_STALE_CHANGE_KEYS);
    }

    private void apply(Draft draft, Element update) {
        Element path = update.only();
        switch (update.name()) {
            case "t:SetItemField" -> set(draft, path, update.required("t:Contact"));
            case "t:DeleteItemField" -> {
                if (!mutants.has(EwsMutation.IGNORES_FIELD_DELETES)) {
                    delete(draft, path);
                }
            }
            case "t:AppendToItemField" -> throw new EwsError("ErrorInvalidPropertyAppend",
                    "Append action is invalid for property.");
            default -> throw EwsError.schema("'" + update.name() + "' is no update.");
        }
    }

    /** The item holds the property that the path names, and nothing else. */
    private static void set(Draft draft, Element path, Element contact) {
        ContactReader.check(contact);
        if (contact.children().size() != 1) {
            throw new EwsError("ErrorIncorrectUpdatePropertyCount",
                    "An object within a change description must contain one property.");
        }
        if (!path.name().equals("t:ExtendedFieldURI")) {
            checkPath(path, contact.only());
        } else if (!contact.only().localName().equals(ContactFields.EXTENDED_PROPERTY)
                || !ExtendedId.of(contact.only().required("t:ExtendedFieldURI"))
                        .equals(ExtendedId.of(path))) {
            throw mismatch();
        }
        ContactReader.take(draft, contact);
    }

    private static void checkPath(Element path, Element property) {
        ContactField field = field(path);
        if (!field.element().equals(property.localName())) {
            throw mismatch();
        }
        boolean isIndexed = path.name().equals("t:IndexedFieldURI");
        if (isIndexed != field.isKeyed()) {
            throw new EwsError("ErrorInvalidPropertySet",
                    "Set action is invalid for property " + field.uri() + ".");
        }
        boolean isOfTheEntry = property.children().size() == 1
                && property.only().attribute("Key").equals(path.attribute("FieldIndex"))
                && property.only().children().size() <= 1;
        if (isIndexed && !isOfTheEntry) {
            throw mismatch();
        }
    }

    private static void delete(Draft draft, Element path) {
        if (path.name().equals("t:ExtendedFieldURI")) {
            ExtendedId.slot(ExtendedId.of(path)).put().accept(draft, null);
            return;
        }
        ContactField field = field(path);
        if (path.name().equals("t:IndexedFieldURI") != field.isKeyed()) {
            throw new EwsError("ErrorInvalidPropertyDelete",
                    "Delete action is not supported for property " + field.uri() + ".");
        }
        field.clear(draft, path);
    }

    private static ContactField field(Element path) {
        return ContactFields.ofPath(path)
                .orElseThrow(() -> new EwsError("ErrorInvalidPropertyRequest",
                        "The property is not known: " + path.attribute("FieldURI")));
    }

    private static EwsError mismatch() {
        return new EwsError("ErrorUpdatePropertyMismatch",
                "The property in the update does not match the path.");
    }
}
