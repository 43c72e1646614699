package io.syncline.core.item;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A catalogue of fields. Merge knows items only through this, so another kind (the calendar) needs
 * another catalogue and no change to merge.
 *
 * @param name as it stands in topic names
 * @param fields by name, in the order in which they are shown
 * @param identifying the fields by which a person is recognised
 * @param recomputed what a service may work out by itself (rule R12)
 * @param tracking the fields that say whether an item takes part (rule R18)
 */
public record ItemKind(String name, Map<String, Field> fields, Identifying identifying,
        Recomputed recomputed, Tracking tracking) {

    /**
     * @param emails the set of e-mail addresses
     * @param firstName the first name
     * @param lastName the last name
     * @param phones every field that holds phones
     */
    public record Identifying(String emails, String firstName, String lastName,
            List<String> phones) {}

    /**
     * @param fields may be worked out anew by the service
     * @param after when one of these is written
     */
    public record Recomputed(Set<String> fields, Set<String> after) {}

    /**
     * @param sensitivity says whether an item is private
     * @param categories the set by which a tenant chooses items
     */
    public record Tracking(String sensitivity, String categories) {}

    public ItemKind {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        if (fields.values().stream().map(Field::number).distinct().count() != fields.size()) {
            throw new IllegalArgumentException("Two fields of " + name + " share a number");
        }
    }

    static ItemKind of(String name, List<Field> fields, Identifying identifying,
            Recomputed recomputed, Tracking tracking) {
        Map<String, Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        return new ItemKind(name, byName, identifying, recomputed, tracking);
    }

    public Optional<Field> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** Whether a person keeps an item that shows this to the mailbox. */
    public boolean isPrivate(Contents contents) {
        return Field.isPrivate(contents.get(tracking.sensitivity()));
    }

    /** By what a person with these contents is recognised. */
    public Identity identityOf(Contents contents) {
        Set<String> emails = keysOf(identifying.emails(), contents);
        Set<String> phones = identifying.phones()
                .stream()
                .flatMap(phone -> contents.get(phone).asEntries().stream())
                .filter(Value.Group.class::isInstance)
                .map(phone -> ((Value.Group) phone).part("e164"))
                .filter(e164 -> !e164.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new Identity(emails, Identity.fullName(contents.get(identifying.firstName()),
                contents.get(identifying.lastName())), phones);
    }

    /** In which fields a difference, at a write's own version, is the service's rendition (R12). */
    public Set<String> renditionsAfterWriting(Set<String> written) {
        Set<String> renditions = new HashSet<>(written);
        if (written.stream().anyMatch(recomputed.after()::contains)) {
            renditions.addAll(recomputed.fields());
        }
        return renditions;
    }

    private Set<String> keysOf(String name, Contents contents) {
        return field(name).map(field -> contents.get(name)
                .asEntries()
                .stream()
                .map(field::entryKey)
                .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }
}
