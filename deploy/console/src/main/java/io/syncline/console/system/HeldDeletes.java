package io.syncline.console.system;

import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Gone;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Origin;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The deletes that are held, from the merged items, each with the fact of the journal that told. */
public final class HeldDeletes {

    private final RunningSystem system;

    /**
     * A held delete without what shows it.
     *
     * @param partition of the journal that its item was folded from
     * @param offset up to which it was
     */
    public record Found(HeldDelete delete, int partition, long offset) {

        /** Nothing where the item's delete is not held. */
        public static Optional<Found> of(Merged item) {
            return item.getHeldDelete().map(origin -> of(item, origin));
        }

        private static Found of(Merged item, Origin origin) {
            return new Found(new HeldDelete(
                    new MailboxName(item.getTenant(), item.getMailbox()), item.getItem(),
                    Person.of(item.getContact()), origin.getSide(), origin.getAt(),
                    origin.getEventId(), ""), item.getJournalPartition(),
                    item.getJournalOffset());
        }
    }

    public HeldDeletes(RunningSystem system) {
        this.system = system;
    }

    /** Those of all mailboxes, by mailbox and then in the order in which they were deleted. */
    public List<HeldDelete> all() {
        return withEvidence(found(reader -> system.topics().all(TopicCatalogue.MERGED, reader)));
    }

    /** Those of one mailbox. */
    public List<HeldDelete> of(MailboxName mailbox) {
        return withEvidence(found(
                reader -> system.topics().of(mailbox, TopicCatalogue.MERGED, reader)));
    }

    private static Collection<Found> found(Consumer<Consumer<Row<Merged>>> reading) {
        Map<String, Found> found = new HashMap<>();
        reading.accept(row -> {
            Optional<Found> held = Found.of(row.value());
            held.ifPresentOrElse(one -> found.put(row.key(), one), () -> found.remove(row.key()));
        });
        return found.values();
    }

    /**
     * Looks up in the journal what shows each of them. An item that was edited since it was held was folded
     * further, and its fact is not looked for.
     */
    public List<HeldDelete> withEvidence(Collection<Found> found) {
        Map<Integer, TreeSet<Long>> places = new TreeMap<>();
        found.forEach(one -> places.computeIfAbsent(one.partition(), key -> new TreeSet<>())
                .add(one.offset()));
        Map<Integer, Map<Long, JournalEntry>> facts = new HashMap<>();
        try (Journal journal = new Journal(system.topics())) {
            places.forEach((partition, offsets) -> facts.put(partition,
                    journal.at(partition, offsets)));
        }
        return found.stream()
                .map(one -> one.delete()
                        .with(Optional.ofNullable(facts.getOrDefault(one.partition(), Map.of())
                                .get(one.offset()))
                                .filter(fact -> fact.getEventId()
                                        .equals(one.delete().eventId()))
                                .map(HeldDeletes::evidence)
                                .orElse("")))
                .sorted(Comparator.comparing(HeldDelete::mailbox)
                        .thenComparing(HeldDelete::at)
                        .thenComparing(HeldDelete::item))
                .toList();
    }

    static String evidence(JournalEntry fact) {
        return switch (fact.getKind()) {
            case OBSERVED -> fact.getObserved()
                    .flatMap(observed -> observed.getGone())
                    .map(HeldDeletes::evidence)
                    .orElse("");
            case EDITED -> fact.getEdited().map(HeldDeletes::evidence).orElse("");
            case WRITE_RESULT -> "found gone when it was written to";
            case DECIDED, UNKNOWN -> "";
        };
    }

    private static String evidence(Gone gone) {
        return switch (gone.getEvidence()) {
            case DELETED_ITEMS -> "lies in Deleted Items";
            case NOT_IN_ANY_FOLDER -> "is in no folder of the mailbox";
            case UNKNOWN -> "";
        };
    }

    private static String evidence(Edited edited) {
        return edited.getSeenVersion()
                .map(version -> "record " + edited.getRecordId() + " at version " + version)
                .orElse("record " + edited.getRecordId());
    }
}
