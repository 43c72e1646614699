package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Translation;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.Cursor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ids that a mailbox's contacts have under another provider (rule R21). */
final class Translating {

    /** So many ids are looked for under another one; each may take a search of its own. */
    private static final int SOUGHT_MAX = 50;

    private final MailboxRef mailbox;
    private final MailboxProvider next;
    private final Optional<MailboxProvider> former;

    /** The same as for {@link Migrating}. */
    Translating(MailboxRef mailbox, MailboxProvider next, Optional<MailboxProvider> former) {
        this.mailbox = mailbox;
        this.next = next;
        this.former = former;
    }

    /**
     * The ids that have one, those included that have moved since they were told.
     *
     * @param known what is remembered of the ids
     */
    Answer<Map<String, String>> of(Cursor cursor, Known known, List<String> ids) {
        return of(cursor.getProvider(), ids)
                .then(translated -> withMoved(cursor, known, ids, translated));
    }

    /**
     * One without a translation may have another id since it moved, which its provider still finds, and
     * which may have one. That provider may as well be switched off: then nothing is found here.
     */
    private Answer<Map<String, String>> withMoved(Cursor cursor, Known known, List<String> ids,
            Map<String, String> translated) {
        Known lost = new Known(List.of(), List.of());
        ids.stream()
                .filter(id -> !translated.containsKey(id))
                .limit(SOUGHT_MAX)
                .forEach(id -> lost.keep(id, known.mark(id)));
        if (former.isEmpty() || former.get().keepsIds() || lost.seconds().isEmpty()) {
            return Answer.of(translated);
        }
        return switch (former.get().findMadeIn(mailbox, lost.seconds())) {
            case Answer.Of<List<Reading>>(List<Reading> made) ->
                of(cursor.getProvider(), made.stream().map(Reading::getExternalId).toList())
                        .then(present -> Answer.of(withMoved(cursor, lost, translated, made,
                                present)));
            case Answer.Failed<List<Reading>>(Failure.Throttled throttled) ->
                Answer.failed(throttled);
            case Answer.Failed<List<Reading>> failed -> Answer.of(translated);
        };
    }

    /** @param present the translations of what was made in the same seconds */
    private static Map<String, String> withMoved(Cursor cursor, Known lost,
            Map<String, String> translated, List<Reading> made, Map<String, String> present) {
        Set<String> taken = new HashSet<>(translated.values());
        cursor.getFolders().forEach(folder -> {
            taken.addAll(folder.getKnownIds());
            taken.addAll(folder.getTranslatedIds());
        });
        List<Reading> free = made.stream()
                .filter(reading -> !taken.contains(reading.getExternalId()))
                .filter(reading -> present.containsKey(reading.getExternalId()))
                .filter(reading -> !taken.contains(present.get(reading.getExternalId())))
                .toList();
        Map<String, String> all = new HashMap<>(translated);
        Recognising.of(lost, free)
                .found()
                .forEach((id, reading) -> all.put(id,
                        present.getOrDefault(reading.getExternalId(), "")));
        return Map.copyOf(all);
    }

    /** By whichever of the two can; what a service refuses for good has no translation. */
    Answer<Map<String, String>> of(String from, List<String> ids) {
        Translation translation = new Translation(from, next.name());
        return translated(next, translation, ids).then(known -> {
            List<String> rest = ids.stream().filter(id -> !known.containsKey(id)).toList();
            if (rest.isEmpty() || former.isEmpty()) {
                return Answer.of(known);
            }
            return translated(former.get(), translation, rest).then(more -> {
                Map<String, String> all = new HashMap<>(known);
                all.putAll(more);
                return Answer.of(Map.copyOf(all));
            });
        });
    }

    private Answer<Map<String, String>> translated(MailboxProvider by, Translation translation,
            List<String> ids) {
        Answer<Map<String, String>> answer = by.translated(mailbox, translation, ids);
        return answer instanceof Answer.Failed<Map<String, String>>(Failure.Rejected rejected)
                ? Answer.of(Map.of())
                : answer;
    }
}
