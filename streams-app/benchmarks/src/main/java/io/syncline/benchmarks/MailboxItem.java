package io.syncline.benchmarks;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Contents;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One contact as a mailbox of Graph holds it: ids and versions are as long as Graph's, its creation
 * is known to the second.
 */
final class MailboxItem {

    /** How many entries Graph holds of each field; a reading names all of them. */
    static final Map<String, Integer> ENTRIES_MAX = entriesMax();

    private static final Set<String> READ = Set.copyOf(ENTRIES_MAX.keySet());
    private static final String ID = "AAMkAGI1NDY0".repeat(9) + "%012d";
    private static final String VERSION = "EQAAABYAAADHcgC8Hl9tRZ" + "%016d";

    private final String externalId;
    private final ItemKey key;
    private final Map<String, Value> values;
    private final Instant createdAt;
    private Instant modifiedAt;
    private long changes;

    /**
     * @param mailbox its mailbox's id
     * @param number tells this item from the mailbox's others
     */
    MailboxItem(String mailbox, int number, Contents first, Instant createdAt) {
        this.externalId = ID.formatted(number);
        this.key = ItemKey.firstMet(FoldedMailbox.TENANT, mailbox, FoldedMailbox.PROVIDER,
                externalId);
        this.values = new TreeMap<>(first.values());
        this.createdAt = createdAt.truncatedTo(ChronoUnit.SECONDS);
        this.modifiedAt = createdAt;
    }

    private static Map<String, Integer> entriesMax() {
        Map<String, Integer> entriesMax = new TreeMap<>(Map.of("businessPhones", 2, "homePhones",
                2, "emailAddresses", 3, "imAddresses", 3, "categories", 1_000, "children",
                1_000));
        List.of("assistantName", "birthday", "businessAddress", "businessHomePage", "companyName",
                "department", "displayName", "fileAs", "generation", "givenName", "homeAddress",
                "initials", "jobTitle", "manager", "middleName", "mobilePhone", "nickName",
                "officeLocation", "otherAddress", "personalNotes", "profession", "spouseName",
                "surname", "title", "yomiCompanyName", "yomiGivenName", "yomiSurname")
                .forEach(field -> entriesMax.put(field, 1));
        return Collections.unmodifiableMap(entriesMax);
    }

    String externalId() {
        return externalId;
    }

    /** The item that its first reading makes. */
    ItemKey key() {
        return key;
    }

    Value value(String field) {
        return values.getOrDefault(field, Value.NONE);
    }

    String version() {
        return VERSION.formatted(changes);
    }

    /** Its owner edits a field. */
    void edit(String field, Value value, Instant now) {
        values.put(field, value);
        changed(now);
    }

    /** The sink writes the fields that a command names. */
    void write(Command command, Instant now) {
        write(command.fields(), command.contents(), now);
    }

    void write(Collection<String> fields, Contents contents, Instant now) {
        fields.forEach(field -> values.put(field, contents.get(field)));
        changed(now);
    }

    /** What a reading of it shows now. */
    Reading reading() {
        return new Reading(FoldedMailbox.PROVIDER, externalId, version(), modifiedAt, createdAt,
                "", READ, Contents.of(values));
    }

    private void changed(Instant now) {
        changes++;
        modifiedAt = now;
    }
}
