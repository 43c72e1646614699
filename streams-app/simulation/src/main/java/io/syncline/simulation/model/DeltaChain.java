package io.syncline.simulation.model;

import io.syncline.port.Changes;
import io.syncline.schemas.contact.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells of changes the way the real services do: in pages, with repeats, out of order, late, with
 * removals that are none and without some that are, and with positions that are lost (facts: graph.md
 * part 1).
 */
final class DeltaChain {

    private static final String LISTING = "list";
    private static final String SINCE = "since";

    private final ModelMailbox mailbox;
    private final Consumer<Fault> told;
    private final Set<String> toldOf = new HashSet<>();
    private Optional<Dice> misbehaviour = Optional.empty();

    /** An item under an id that it has or had. */
    private record Named(String id, String externalId) {}

    DeltaChain(ModelMailbox mailbox, Consumer<Fault> told) {
        this.mailbox = mailbox;
        this.told = told;
    }

    void misbehave(Dice dice) {
        misbehaviour = Optional.of(dice);
    }

    void behave() {
        misbehaviour = Optional.empty();
    }

    Changes changes(Dialect dialect, String folder, String position, int pageSize) {
        if (!position.isEmpty() && happens(Fault.POSITION_LOST, 25)) {
            return new Changes.PositionLost("the token has expired");
        }
        String[] parts = position.isEmpty()
                ? new String[]{LISTING, "0", Integer.toString(mailbox.events().size())}
                : position.split(":", -1);
        return parts[0].equals(LISTING)
                ? listing(dialect, folder, Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]), pageSize)
                : since(dialect, folder, Integer.parseInt(parts[1]));
    }

    private Changes listing(Dialect dialect, String folder, int from, int began, int pageSize) {
        // Items that come and go meanwhile must not shift the others out of a page.
        List<ModelMailbox.Item> ever = mailbox.all();
        List<Reading> items = ever.stream()
                .skip(from)
                .limit(pageSize)
                .filter(item -> !item.deleted() && item.folder().equals(folder))
                .map(item -> dialect.reading(item, false))
                .toList();
        items.forEach(item -> toldOf.add(item.getExternalId()));
        boolean complete = from + pageSize >= ever.size();
        String next = complete
                ? SINCE + ":" + began
                : LISTING + ":" + (from + pageSize) + ":" + began;
        return page(new ArrayList<>(items), List.of(), next, complete);
    }

    private Changes since(Dialect dialect, String folder, int from) {
        Set<Named> named = new LinkedHashSet<>();
        mailbox.events()
                .subList(from, mailbox.events().size())
                .stream()
                .filter(event -> event.folder().equals(folder))
                .forEach(event -> mailbox.item(event.id())
                        .ifPresent(item -> named.add(new Named(item.id(),
                                dialect.external(item.id(), event.moves())))));
        int end = mailbox.events().size();
        List<Reading> items = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        named.forEach(name -> mailbox.item(name.id()).ifPresent(item -> {
            boolean isUnderIt = dialect.external(item).equals(name.externalId());
            if (item.deleted() && isUnderIt && !dialect.keepsIds()) {
                return; // It has that id in Deleted Items only.
            }
            if (item.deleted() && item.folder().equals(folder)
                    && happens(Fault.SHOWN_LATE, 12)) {
                // A replica that has not heard of the delete; another tells of it in a later round.
                items.add(dialect.reading(mailbox.earlier(item), false));
                mailbox.replay(item);
            } else if (item.deleted() || !isUnderIt || !item.folder().equals(folder)) {
                boolean untold = item.deleted() && toldOf.contains(name.externalId())
                        && happens(Fault.DELETE_NOT_TOLD, 20);
                if (!untold) {
                    removed.add(name.externalId());
                }
            } else if (happens(Fault.TOLD_REMOVED_FALSELY, 25)) {
                removed.add(dialect.external(item));
                mailbox.replay(item);
            } else {
                toldOf.add(dialect.external(item));
                items.add(dialect.reading(late(item), false));
            }
        }));
        if (happens(Fault.TOLD_AGAIN, 20)) {
            lastDeleted(folder).ifPresent(mailbox::replay);
            mailbox.alive()
                    .stream()
                    .filter(item -> item.folder().equals(folder))
                    .findFirst()
                    .ifPresent(item -> items.add(dialect.reading(item, false)));
        }
        return page(items, removed, SINCE + ":" + end, true);
    }

    private Optional<ModelMailbox.Item> lastDeleted(String folder) {
        return mailbox.all()
                .reversed()
                .stream()
                .filter(item -> item.deleted() && item.folder().equals(folder))
                .findFirst();
    }

    /** What a lagging replica shows; what it hides comes in a later round. */
    private ModelMailbox.Item late(ModelMailbox.Item item) {
        ModelMailbox.Item earlier = mailbox.earlier(item);
        // Whoever copies a contact names the copy in one go: nobody sees it under the other's name.
        if (earlier.deleted() || earlier.moves() != item.moves()
                || !earlier.folder().equals(item.folder())
                || !earlier.shown(Fields.MARK).equals(item.shown(Fields.MARK))
                || earlier.version().equals(item.version()) || !happens(Fault.SHOWN_LATE, 8)) {
            return item;
        }
        mailbox.replay(item);
        return earlier;
    }

    private Changes page(List<Reading> items, List<String> removed, String position,
            boolean complete) {
        if (!items.isEmpty() && happens(Fault.TOLD_TWICE, 10)) {
            items.add(items.getFirst());
        }
        if (items.size() > 1 && happens(Fault.TOLD_OUT_OF_ORDER, 4)) {
            misbehaviour.ifPresent(dice -> dice.shuffle(items));
        }
        return new Changes.Page(items, removed, position, complete);
    }

    private boolean happens(Fault fault, int oneIn) {
        boolean happens = misbehaviour.isPresent() && misbehaviour.get().oneIn(oneIn);
        if (happens) {
            told.accept(fault);
        }
        return happens;
    }
}
