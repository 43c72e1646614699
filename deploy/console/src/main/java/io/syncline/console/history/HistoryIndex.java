package io.syncline.console.history;

import io.syncline.console.system.MailboxName;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.HistoryFold;
import io.syncline.topology.history.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * By what contacts are found, as keys of one map without values. Like merge's index it is derived from the
 * contact before and after a step, and never maintained by itself.
 *
 * <pre>
 * k/tenant/mailbox/mark/item               that is true of it
 * c/tenant/mailbox/time/offset/item        a value of it did not win then
 * t/time/tenant/mailbox/offset/item        the same, of all mailboxes
 * w/word (newline) tenant/mailbox/item     see {@link Words}
 * </pre>
 */
final class HistoryIndex {

    /** Comes after every key: they hold ASCII but for words, which begin with letters or digits. */
    static final String LAST = "\uffff";

    /** Before the conflicts of all mailboxes. */
    private static final String OF_ALL = "t/";
    private static final byte[] PRESENT = {};
    private static final char OF_WORD = '\n';
    /** So many contacts with a common word are looked at for the others that are asked for. */
    private static final int LOOKED_AT_MAX = 20_000;

    private final MVMap<String, byte[]> keys;

    /**
     * Where a turn stands.
     *
     * @param place where it stands among the conflicts of all mailboxes; a text that orders as they do
     */
    record At(RecordKey item, long offset, String place) {}

    HistoryIndex(MVMap<String, byte[]> keys) {
        this.keys = keys;
    }

    void changed(HistoryFold.Step step) {
        Set<String> before = keys(step.before());
        Set<String> after = keys(step.after());
        before.stream().filter(key -> !after.contains(key)).forEach(keys::remove);
        after.stream().filter(key -> !before.contains(key)).forEach(key -> keys.put(key, PRESENT));
    }

    void conflicts(Turn turn) {
        if (isConflict(turn)) {
            String mailbox = RecordKey.prefix(turn.tenant(), turn.mailbox());
            String time = sortable(turn.at().toEpochMilli());
            String rest = sortable(turn.offset()) + "/" + turn.item();
            keys.put("c/" + mailbox + time + "/" + rest, PRESENT);
            keys.put(OF_ALL + time + "/" + mailbox + rest, PRESENT);
        }
    }

    static boolean isConflict(Turn turn) {
        return turn.happenings().stream().anyMatch(Happening.Conflicted.class::isInstance);
    }

    List<RecordKey> marked(MailboxName mailbox, Mark mark, String after, int max) {
        String prefix = markPrefix(mailbox, mark);
        List<RecordKey> found = new ArrayList<>();
        var cursor = keys.cursor(prefix + after, prefix + LAST, false);
        while (cursor.hasNext() && found.size() < max) {
            String item = cursor.next().substring(prefix.length());
            if (!item.equals(after)) {
                found.add(new RecordKey(mailbox.tenant(), mailbox.mailbox(), item));
            }
        }
        return found;
    }

    long count(MailboxName mailbox, Mark mark) {
        String prefix = markPrefix(mailbox, mark);
        return position(prefix + LAST) - position(prefix);
    }

    long conflicts(MailboxName mailbox, Instant since) {
        String prefix = conflictPrefix(mailbox);
        return position(prefix + LAST) - position(prefix + sortable(since.toEpochMilli()));
    }

    /** Newest first, from the place of another on, which is left out; an empty one: from the newest. */
    List<At> conflictsBefore(String place, int max) {
        List<At> found = new ArrayList<>();
        String from = OF_ALL + (place.isEmpty() ? LAST : place);
        var cursor = keys.cursor(from, OF_ALL, true);
        while (cursor.hasNext() && found.size() < max) {
            String key = cursor.next();
            if (!key.equals(from)) {
                found.add(at(key.substring(OF_ALL.length())));
            }
        }
        return found;
    }

    private static At at(String place) {
        String[] parts = place.split("/", -1);
        return new At(RecordKey.parse(parts[1] + "/" + parts[2] + "/" + parts[4]),
                Long.parseLong(parts[3]), place);
    }

    /** The contacts with the rarest-looking of these words; whoever asks looks for the others. */
    Stream<RecordKey> having(List<String> asked, Optional<MailboxName> mailbox) {
        String longest = asked.stream().max(Comparator.comparing(String::length)).orElseThrow();
        String prefix = "w/" + longest;
        Set<RecordKey> found = new LinkedHashSet<>();
        var cursor = keys.cursor(prefix, prefix + LAST, false);
        for (int i = 0; cursor.hasNext() && i < LOOKED_AT_MAX; i++) {
            String key = cursor.next();
            RecordKey item = RecordKey.parse(key.substring(key.indexOf(OF_WORD) + 1));
            if (mailbox.map(wanted -> wanted.equals(MailboxName.of(item))).orElse(true)) {
                found.add(item);
            }
        }
        return found.stream();
    }

    /** Whether a contact has words that begin with all of these. */
    static boolean hasAll(Glance glance, List<String> asked) {
        Set<String> words = Words.of(glance);
        return asked.stream()
                .allMatch(wanted -> words.stream().anyMatch(word -> word.startsWith(wanted)));
    }

    /** With as many digits as any other, so that keys order as numbers do. */
    static String sortable(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }

    private static Set<String> keys(Glance glance) {
        String item = new RecordKey(glance.tenant(), glance.mailbox(), glance.item()).text();
        Set<String> all = new HashSet<>();
        MailboxName mailbox = new MailboxName(glance.tenant(), glance.mailbox());
        for (Mark mark : Mark.values()) {
            if (mark.isOn(glance)) {
                all.add(markPrefix(mailbox, mark) + glance.item());
            }
        }
        Words.of(glance).forEach(word -> all.add("w/" + word + OF_WORD + item));
        return all;
    }

    private static String markPrefix(MailboxName mailbox, Mark mark) {
        return "k/" + RecordKey.prefix(mailbox.tenant(), mailbox.mailbox()) + mark.text() + "/";
    }

    private static String conflictPrefix(MailboxName mailbox) {
        return "c/" + RecordKey.prefix(mailbox.tenant(), mailbox.mailbox());
    }

    /** How many keys come before that one. */
    private long position(String key) {
        long found = keys.getKeyIndex(key);
        return found < 0 ? -found - 1 : found;
    }
}
