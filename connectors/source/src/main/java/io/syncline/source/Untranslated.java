package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Migration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Concludes what became of the contacts whose ids had no translation, once every folder was listed under
 * the new provider (rules R18, R21). One that is there was told as a newcomer, and merge knows by stamp
 * or content who it is; what merge knows of is not gone for it, whatever is told here.
 *
 * <pre>
 * of the contacts made in the same second                       then the former id
 * one lies in a folder that is not followed, and is the same    is that one's, which is untracked
 *   person, or the id the only known one of that second
 * one is in a followed folder, and is not told yet              waits for the next round
 * there are no others, or nobody knows when it was made         is gone
 * </pre>
 */
final class Untranslated {

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final Observations facts;

    Untranslated(MailboxProvider provider, MailboxRef mailbox, Observations facts) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.facts = facts;
    }

    /** The cursor with those ids only that still wait. */
    Answer<Cursor> concluded(Cursor cursor) {
        Optional<Migration> over = cursor.getMigration()
                .filter(Migration::getComplete)
                .filter(migration -> !migration.getFormerIds().isEmpty());
        if (over.isEmpty() || !cursor.getFolders().stream().allMatch(Folders::wasListed)) {
            return Answer.of(cursor);
        }
        Known former = new Known(over.get().getFormerIds(), over.get().getFormerVersions());
        return madeWith(former).then(made -> {
            Concluding all = new Concluding(over.get().getFormerProvider(), former, made,
                    cursor.getFolders().stream().map(Known::new).toList());
            former.ids().forEach(all::conclude);
            return Answer.of(all.in(cursor));
        });
    }

    private Answer<List<Reading>> madeWith(Known former) {
        Set<Instant> seconds = former.ids()
                .stream()
                .flatMap(id -> former.mark(id).madeAt().stream())
                .collect(Collectors.toUnmodifiableSet());
        return seconds.isEmpty()
                ? Answer.of(List.of())
                : provider.findMadeIn(mailbox, seconds);
    }

    /** All former ids, and what the new provider shows. */
    private final class Concluding {

        private final String formerProvider;
        private final Known former;
        private final List<Reading> made;
        /** By folder. */
        private final List<Known> known;
        private final Known waiting = new Known(List.of(), List.of());
        private final Map<String, Mark> elsewhere = new LinkedHashMap<>();

        Concluding(String formerProvider, Known former, List<Reading> made, List<Known> known) {
            this.formerProvider = formerProvider;
            this.former = former;
            this.made = made;
            this.known = known;
        }

        void conclude(String id) {
            Mark mark = former.mark(id);
            List<Reading> others = made.stream()
                    .filter(other -> Mark.of(other).isMadeWith(mark))
                    .toList();
            Optional<Reading> same = others.stream()
                    .filter(this::isFree)
                    .filter(other -> isAlone(mark) || Mark.of(other).isPersonOf(mark))
                    .findFirst();
            if (same.isPresent()) {
                String now = same.get().getExternalId();
                elsewhere.put(now, mark.elsewhere());
                facts.translated(formerProvider, id, now);
                facts.untracked(now);
            } else if (others.stream().allMatch(this::isTold)) {
                facts.goneUnder(formerProvider, id);
            } else {
                waiting.keep(id, mark);
            }
        }

        /** Whether it lies where nobody follows it, and is no other id's. */
        private boolean isFree(Reading reading) {
            return !mailbox.follows(reading.getFolderId())
                    && !elsewhere.containsKey(reading.getExternalId());
        }

        private boolean isAlone(Mark mark) {
            return Stream.concat(Stream.of(former), known.stream())
                    .mapToInt(each -> each.ids(mark::isMadeWith).size())
                    .sum() == 1;
        }

        private boolean isTold(Reading reading) {
            return !mailbox.follows(reading.getFolderId())
                    || known.stream().anyMatch(each -> each.holds(reading.getExternalId()));
        }

        Cursor in(Cursor cursor) {
            Migration over = Migration.newBuilder(cursor.getMigration().orElseThrow())
                    .setFormerIds(waiting.ids())
                    .setFormerVersions(waiting.texts())
                    .build();
            return Cursor.newBuilder(provider.keepsIds() ? cursor : recognisable(cursor))
                    .setMigration(over)
                    .build();
        }

        /** Where ids do not stay, what lies elsewhere is known by when it was made, once it comes back. */
        private Cursor recognisable(Cursor cursor) {
            Known first = known.getFirst();
            elsewhere.forEach(first::keep);
            return Folders.with(cursor, 0, Folders.knowing(cursor.getFolders().getFirst(), first));
        }
    }
}
