package io.syncline.core.fact;

import io.syncline.core.item.Contents;
import io.syncline.core.item.ItemKind;
import io.syncline.core.item.Value;
import java.util.Map;
import java.util.Set;

/**
 * How a tenant wants its items synced.
 *
 * @param fields those that differ from {@link FieldPolicy#DEFAULT}, by name
 * @param deletes whose deletes are taken; what the other side deletes is made there again
 * @param deleteBeatsEdit whether a delete wins over an edit that it had not seen (rule R19)
 * @param privateItems whether items that are marked private leave the mailbox
 * @param categories only items with one of these take part; empty: all
 */
public record Policy(Map<String, FieldPolicy> fields, Direction deletes, boolean deleteBeatsEdit,
        boolean privateItems, Set<String> categories) {

    /** Both directions, the latest edit wins, edits win over deletes, private items stay private. */
    public static final Policy DEFAULT = new Policy(Map.of(), Direction.BOTH, false, false,
            Set.of());

    /** Whose edits are taken. */
    public enum Direction {
        BOTH, MAILBOX_ONLY, CRM_ONLY
    }

    /** Who wins where two edits did not know of each other (rule R9). */
    public enum Preference {
        LATEST, MAILBOX, CRM
    }

    /** How one field is synced. */
    public record FieldPolicy(Direction direction, Preference preference) {
        public static final FieldPolicy DEFAULT = new FieldPolicy(Direction.BOTH,
                Preference.LATEST);
    }

    public Policy {
        fields = Map.copyOf(fields);
        categories = Set.copyOf(categories);
    }

    /** How this field is synced. */
    public FieldPolicy field(String name) {
        return fields.getOrDefault(name, FieldPolicy.DEFAULT);
    }

    /** Whether an item that shows this, as far as it was read, is not to leave the mailbox. */
    public boolean withholds(ItemKind kind, Set<String> read, Contents contents) {
        boolean kept = !privateItems && kind.isPrivate(contents);
        return kept || read.contains(kind.tracking().categories())
                && !isChosen(contents.get(kind.tracking().categories()));
    }

    /** Whether an item with these categories takes part. */
    private boolean isChosen(Value shown) {
        return categories.isEmpty() || shown.asEntries()
                .stream()
                .map(Value::canonicalText)
                .anyMatch(categories::contains);
    }
}
