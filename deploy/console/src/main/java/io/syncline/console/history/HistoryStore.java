package io.syncline.console.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.service.access.OwnerOnly;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.HistoryFold;
import io.syncline.topology.history.Timeline;
import io.syncline.topology.history.Turn;
import io.syncline.topology.store.MergeStores;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The read model of all contacts: one file, in which the journal's offsets and all that was folded up to them
 * are committed together, so that whatever ends the process each fact counts once. One thread takes entries
 * in and commits; others read what it has taken.
 *
 * <pre>
 * map            key                                   value
 * p3-...         as merge's stores of partition 3      as there
 * turns          tenant/mailbox/item/offset-n          the n-th turn of that entry at that item
 * finds          see {@link HistoryIndex}
 * offsets        partition                             the offset to be read next
 * about          journal, partitions                   what was folded here
 * </pre>
 */
public final class HistoryStore implements Histories, AutoCloseable {

    /** Changes when stored histories cannot be read any more, as merge's states do; they are built anew then. */
    private static final String FORMAT = "3";
    private static final String FILE = "history-" + FORMAT + "-" + MergeStores.FORMAT + ".mv";
    private static final String JOURNAL = "journal";
    private static final String PARTITIONS = "partitions";
    private static final int CACHE_MB = 64;
    /** Of the file, in percent, is to be in use; and so many bytes are moved at a time for it. */
    private static final int FILL_RATE = 60;
    private static final int MOVED_BYTES_MAX = 8 * 1024 * 1024;

    private final MVStore store;
    private final MVMap<String, byte[]> turns;
    private final MVMap<String, byte[]> offsets;
    private final MVMap<String, byte[]> about;
    private final HistoryIndex index;
    private final Map<Integer, HistoryFold> folds = new ConcurrentHashMap<>();

    private HistoryStore(MVStore store) {
        this.store = store;
        this.turns = map("turns");
        this.offsets = map("offsets");
        this.about = map("about");
        this.index = new HistoryIndex(map("finds"));
    }

    /**
     * Opens what was folded before, or begins.
     *
     * @throws ConsoleException if the folder cannot be written, or another process uses it
     */
    public static HistoryStore open(Path folder) {
        try {
            OwnerOnly.makeFolder(folder);
            delete(folder, file -> !file.getFileName().toString().startsWith(FILE)); // Of formats before.
            return new HistoryStore(new MVStore.Builder().fileName(folder.resolve(FILE).toString())
                    .autoCommitDisabled()
                    .cacheSize(CACHE_MB)
                    .compress()
                    .open());
        } catch (IOException e) {
            throw ConsoleException.failed("The folder of histories " + folder
                    + " cannot be made; see console.historyFolder", e);
        } catch (MVStoreException e) {
            throw ConsoleException.failed("The histories in " + folder + " cannot be opened: "
                    + e.getMessage() + ". Another process may use them; if they are damaged, have"
                    + " them built anew: deploy/syncline contacts reindex", e);
        }
    }

    /** Deletes what was folded; nobody may have it open. */
    static void delete(Path folder) throws IOException {
        delete(folder, file -> true);
    }

    private static void delete(Path folder, Predicate<Path> which) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "history-*.mv*")) {
                for (Path file : files) {
                    if (which.test(file)) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /**
     * Says which journal is folded here. Of another one than before, all is forgotten.
     *
     * @param journal names it for ever
     */
    void begin(String journal, int partitions) {
        boolean isOther = !text(JOURNAL, journal).equals(journal)
                || !text(PARTITIONS, "" + partitions).equals("" + partitions);
        if (isOther) {
            folds.clear();
            store.getMapNames().forEach(name -> map(name).clear());
        }
        about.put(JOURNAL, journal.getBytes(UTF_8));
        about.put(PARTITIONS, ("" + partitions).getBytes(UTF_8));
        commit();
    }

    private String text(String key, String otherwise) {
        byte[] bytes = about.get(key);
        return bytes == null ? otherwise : new String(bytes, UTF_8);
    }

    /** The offset of a partition that is to be read next. */
    long next(int partition) {
        byte[] bytes = offsets.get("" + partition);
        return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    /** Takes in an entry; it is kept once it is committed. */
    void take(JournalEntry entry, HistoryFold.Place place) {
        HistoryFold.Folded folded = fold(place.partition()).fold(entry, place);
        int number = 0;
        for (Turn turn : folded.turns()) {
            turns.put(turnKey(turn, number), TurnJson.write(turn));
            index.conflicts(turn);
            number++;
        }
        folded.steps().forEach(index::changed);
        offsets.put("" + place.partition(),
                ByteBuffer.allocate(Long.BYTES).putLong(place.offset() + 1).array());
    }

    /** Keeps all that was taken in. */
    void commit() {
        store.commit();
    }

    /** Gives room back that is not used any more; for when there is nothing else to do. */
    void tidy() {
        store.compact(FILL_RATE, MOVED_BYTES_MAX);
    }

    /** Closes it as it was committed last. */
    @Override
    public void close() {
        store.closeImmediately();
    }

    @Override
    public Optional<Glance> glance(RecordKey item) {
        return fold(new MailboxName(item.tenant(), item.mailbox()))
                .flatMap(fold -> fold.glance(item.tenant(), item.mailbox(), item.id()));
    }

    @Override
    public Timeline timeline(RecordKey item) {
        String prefix = item.text() + "/";
        List<Turn> found = new ArrayList<>();
        Cursor<String, byte[]> cursor = turns.cursor(prefix, prefix + HistoryIndex.LAST, false);
        while (cursor.hasNext()) {
            cursor.next();
            found.add(TurnJson.read(cursor.getValue()));
        }
        return new Timeline(found);
    }

    @Override
    public List<Glance> glances(MailboxName mailbox, String after, int itemsMax) {
        return fold(mailbox).map(fold -> fold.glances(mailbox.tenant(), mailbox.mailbox(), after,
                itemsMax)).orElse(List.of());
    }

    @Override
    public List<Glance> marked(MailboxName mailbox, Mark mark, String after, int itemsMax) {
        return index.marked(mailbox, mark, after, itemsMax)
                .stream()
                .flatMap(item -> glance(item).stream())
                .toList();
    }

    @Override
    public long count(MailboxName mailbox, Mark mark) {
        return index.count(mailbox, mark);
    }

    @Override
    public long conflicts(MailboxName mailbox, Instant since) {
        return index.conflicts(mailbox, since);
    }

    /**
     * A page of the conflicts of all mailboxes, newest first.
     *
     * @param before the place of the last one of the page before; empty: the first page
     * @param max so many facts that led to conflicts
     */
    public Conflicts conflicts(String before, int max) {
        List<HistoryIndex.At> places = index.conflictsBefore(before, max);
        return new Conflicts(places.stream().flatMap(this::found).toList(),
                places.size() < max ? "" : places.getLast().place());
    }

    /**
     * A page of conflicts.
     *
     * @param next the place of its last one; empty if no other comes after it
     */
    public record Conflicts(List<Found> found, String next) {
        public Conflicts {
            found = List.copyOf(found);
        }
    }

    /** A contact, and a turn of its life. */
    public record Found(Glance glance, Turn turn) {}

    private Stream<Found> found(HistoryIndex.At at) {
        return glance(at.item()).stream()
                .flatMap(glance -> timeline(at.item()).turns()
                        .stream()
                        .filter(turn -> turn.offset() == at.offset())
                        .filter(HistoryIndex::isConflict)
                        .map(turn -> new Found(glance, turn)));
    }

    /**
     * The contacts that a text names: by the beginnings of words of their names and addresses, or the end of
     * a number.
     *
     * @param mailbox only of this one; empty: of all
     */
    public List<Glance> find(String text, Optional<MailboxName> mailbox, int max) {
        List<String> asked = Words.asked(text);
        if (asked.isEmpty()) {
            return List.of();
        }
        return index.having(asked, mailbox)
                .map(this::glance)
                .flatMap(Optional::stream)
                .filter(glance -> HistoryIndex.hasAll(glance, asked))
                .limit(max)
                .toList();
    }

    private Optional<HistoryFold> fold(MailboxName mailbox) {
        String partitions = text(PARTITIONS, "");
        return partitions.isEmpty()
                ? Optional.empty()
                : Optional.of(fold(MailboxPartitioner.partition(
                        RecordKey.prefix(mailbox.tenant(), mailbox.mailbox()),
                        Integer.parseInt(partitions))));
    }

    private HistoryFold fold(int partition) {
        return folds.computeIfAbsent(partition, number -> new HistoryFold(
                name -> new StoreMemory(map("p" + number + "-" + name))));
    }

    private MVMap<String, byte[]> map(String name) {
        return store.openMap(name, new MVMap.Builder<String, byte[]>()
                .keyType(StringDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
    }

    private static String turnKey(Turn turn, int number) {
        return RecordKey.prefix(turn.tenant(), turn.mailbox()) + turn.item() + "/"
                + HistoryIndex.sortable(turn.offset()) + "-" + HistoryIndex.sortable(number);
    }
}
