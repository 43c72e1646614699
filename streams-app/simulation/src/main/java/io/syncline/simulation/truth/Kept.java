package io.syncline.simulation.truth;

import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.ConflictKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Conflicts keep: every value that did not win, so that nothing is lost in silence (I2). */
final class Kept {

    private final Set<String> putAside = new HashSet<>();
    private final Set<String> values = new HashSet<>();
    private final Map<String, Set<ConflictKind>> kindsByField = new HashMap<>();
    private final Map<String, Set<ConflictKind>> kindsByValue = new HashMap<>();

    void add(Conflict conflict) {
        String place = conflict.getTenant() + "/" + conflict.getMailbox() + "/"
                + conflict.getItem() + "/";
        String field = place + conflict.getField().orElse("");
        kindsByField.computeIfAbsent(field, key -> new HashSet<>()).add(conflict.getKind());
        for (Optional<String> side : List.of(conflict.getKept(), conflict.getLost())) {
            side.ifPresent(text -> pieces(text).forEach(piece -> {
                values.add(piece);
                kindsByValue.computeIfAbsent(piece, key -> new HashSet<>())
                        .add(conflict.getKind());
            }));
        }
    }

    void putAside(String original) {
        putAside.add(Person.normal(original));
    }

    boolean keepsValue(String value) {
        return values.contains(value)
                || putAside.stream().anyMatch(original -> original.contains(value));
    }

    /** Whether a Conflict about something else than two edits at once keeps the value. */
    boolean keepsAsOther(String value) {
        boolean isPutAside = putAside.stream().anyMatch(original -> original.contains(value));
        return isPutAside || kindsByValue.getOrDefault(value, Set.of())
                .stream()
                .anyMatch(kind -> kind != ConflictKind.FIELD);
    }

    /** Whether it is unsure what somebody did to this field of one of the items. */
    boolean isUnsure(Set<String> items, String field) {
        return items.stream()
                .flatMap(item -> kindsByField.getOrDefault(item + "/" + field, Set.of()).stream())
                .anyMatch(kind -> kind != ConflictKind.FIELD);
    }

    private static Set<String> pieces(String text) {
        Set<String> pieces = new HashSet<>();
        for (String entry : text.split(" \\| |; |=", -1)) {
            pieces.add(Person.normal(entry));
        }
        pieces.add(Person.normal(text));
        return pieces;
    }
}
