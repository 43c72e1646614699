package io.syncline.topology.preview;

import io.syncline.core.merge.Fold;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy.Presence;
import io.syncline.schemas.contact.Reading;
import io.syncline.topology.preview.Outcome.Group;
import io.syncline.topology.replay.RememberedItems;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what a listing does, while it is folded. */
final class Tally {

    private static final String NAMELESS = "(no name)";

    private final Listing listing;
    private final Set<String> listedIds;
    private final Map<String, Effects> touched = new HashMap<>();

    Tally(Listing listing) {
        this.listing = listing;
        this.listedIds = listing.readings()
                .stream()
                .map(Reading::getExternalId)
                .collect(Collectors.toUnmodifiableSet());
    }

    void add(Fold.Step step) {
        touched.computeIfAbsent(step.after().key().item(), id -> new Effects(step.before()))
                .add(step);
    }

    /** @param takesCommands whether the mailbox does, after all of it */
    Outcome of(RememberedItems items, boolean takesCommands) {
        Map<Effect, List<String>> names = new EnumMap<>(Effect.class);
        for (Effect effect : Effect.values()) {
            names.put(effect, new ArrayList<>());
        }
        for (ItemState item : items.all()) {
            String name = name(item);
            touched.getOrDefault(item.key().item(), new Effects(item))
                    .after(item, listedIds)
                    .forEach(effect -> names.getOrDefault(effect, List.of()).add(name));
        }
        Map<Effect, Group> groups = new EnumMap<>(Effect.class);
        names.forEach((effect, all) -> groups.put(effect, group(all)));
        return new Outcome(listedIds.size(), withheld(items), takesCommands, groups);
    }

    private static Group group(List<String> names) {
        return new Group(names.size(), names.stream()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .limit(Outcome.EXAMPLES_MAX)
                .toList());
    }

    private int withheld(RememberedItems items) {
        return (int) listedIds.stream()
                .filter(id -> items.linked(listing.provider(), id)
                        .or(() -> items.awaited(listing.provider(), id))
                        .filter(item -> item.mailbox().presence() != Presence.UNTRACKED)
                        .isEmpty())
                .count();
    }

    private static String name(ItemState item) {
        String joined = (text(item, "givenName") + " " + text(item, "surname")).strip();
        return Stream.of(text(item, "displayName"), joined, text(item, "companyName"))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(NAMELESS);
    }

    private static String text(ItemState item, String field) {
        return item.value(field).canonicalText();
    }
}
