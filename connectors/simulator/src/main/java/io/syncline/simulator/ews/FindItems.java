package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.StoredContact;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** FindItem. What is found comes in the order in which it was made; a sort order is not looked at. */
final class FindItems {

    /** What a search with a restriction gives at most (facts/ews.md 3.5), and one without. */
    private static final int RESTRICTED_MAX = 250;
    private static final int PAGE_MAX = 1000;

    private final ItemIds ids;
    private final Mutants mutants;

    FindItems(ItemIds ids, Mutants mutants) {
        this.ids = ids;
        this.mutants = mutants;
    }

    /** Which part of what was found is wanted. */
    private record View(int offset, int max) {

        static View of(Element operation) {
            Optional<Element> view = operation.child("m:IndexedPageItemView");
            return new View(view.map(indexed -> number(indexed, "Offset", 0)).orElse(0),
                    view.map(indexed -> number(indexed, "MaxEntriesReturned", PAGE_MAX))
                            .orElse(PAGE_MAX));
        }

        private static int number(Element view, String attribute, int otherwise) {
            String text = view.attribute(attribute);
            if (!text.matches("\\d{0,9}")) {
                throw EwsError.schema(attribute + " is no number.");
            }
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        }
    }

    Element find(Request request) {
        Element operation = request.operation();
        if (!operation.attribute("Traversal").equals("Shallow")) {
            throw new EwsError("ErrorInvalidRequest", "Only Shallow traversal is simulated.");
        }
        ItemShape shape = ItemShape.ofMany(operation.required("m:ItemShape"));
        Optional<Element> expression = operation.child("m:Restriction").map(Element::only);
        Predicate<StoredContact> wanted = wanted(expression);
        View view = View.of(operation);
        int max = Math.min(view.max(), expression.isPresent() ? RESTRICTED_MAX : PAGE_MAX);
        return Responses.each(request.name(),
                operation.required("m:ParentFolderIds").children(), id -> {
                    String folder = Folders.named(request.mailbox(), id);
                    List<StoredContact> all = (expression.isPresent()
                            ? request.mailbox().searched(folder)
                            : request.mailbox().inFolder(folder)).stream()
                            .filter(wanted)
                            .toList();
                    return List.of(page(all, shape, view.offset(), max));
                });
    }

    private Predicate<StoredContact> wanted(Optional<Element> expression) {
        return expression
                .filter(restriction -> !mutants.has(EwsMutation.IGNORES_RESTRICTIONS))
                .map(restriction -> (Predicate<StoredContact>) new Restriction(restriction,
                        ids, mutants)::matches)
                .orElse(contact -> true);
    }

    private Element page(List<StoredContact> all, ItemShape shape, int offset, int max) {
        List<StoredContact> page = all.stream().skip(offset).limit(max).toList();
        int next = offset + page.size();
        return Element.of("m:RootFolder", Element.of("t:Items", page.stream()
                .map(contact -> shape.shown(contact, ids, mutants))
                .toList()))
                .with("IndexedPagingOffset", Integer.toString(next))
                .with("TotalItemsInView", Integer.toString(all.size()))
                .with("IncludesLastItemInRange", Boolean.toString(next >= all.size()));
    }
}
