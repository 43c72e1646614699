package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Migration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Concludes what became of contacts whose ids have no translation, some rounds after every folder was
 * listed under the new provider (rules R18, R21). One that is followed was told as a newcomer, and merge
 * knows by stamp or content who it is; of what may be somebody unknown it believes no end.
 *
 * <pre>
 * of the contacts made in the same second                   then the former id
 * one lies in a folder that is not followed, and is it      has that one's id now, which is untracked
 *   ({@link Recognising})
 * some lie there, and nobody can tell who they are          is untracked
 * one is in a followed folder, and is not told yet          waits for the next round
 * none of these, or nobody knows when it was made           is gone
 * </pre>
 */
final class Untranslated {

    /** So many are looked for in one round; each may take a search of its own. */
    private static final int SOUGHT_MAX = 50;

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final Observations facts;

    Untranslated(MailboxProvider provider, MailboxRef mailbox, Observations facts) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.facts = facts;
    }

    /** The cursor after a round, with the ids that still wait; all of them, where the search fails. */
    Cursor after(Cursor round) {
        return round.getMigration()
                .filter(Migration::getComplete)
                .filter(over -> !over.getFormerIds().isEmpty())
                .filter(over -> round.getFolders().stream().allMatch(Folders::wasListed))
                .map(over -> after(round, over))
                .orElse(round);
    }

    private Cursor after(Cursor round, Migration over) {
        Known former = new Known(over.getFormerIds(), over.getFormerVersions());
        former.roundOver();
        Known sought = new Known(List.of(), List.of());
        former.ids(Mark::isMissed)
                .stream()
                .limit(SOUGHT_MAX)
                .forEach(id -> sought.keep(id, former.mark(id)));
        Moves moves = new Moves(provider, mailbox, facts, round);
        if (madeWith(sought) instanceof Answer.Of<List<Reading>>(List<Reading> made)) {
            conclude(over.getFormerProvider(), sought, made, moves);
            sought.ids().forEach(former::forget);
        }
        return Cursor.newBuilder(moves.in(round))
                .setMigration(Migration.newBuilder(over)
                        .setFormerIds(former.ids())
                        .setFormerVersions(former.texts())
                        .build())
                .build();
    }

    private Answer<List<Reading>> madeWith(Known sought) {
        Set<Instant> seconds = sought.seconds();
        return seconds.isEmpty()
                ? Answer.of(List.of())
                : provider.findMadeIn(mailbox, seconds);
    }

    /** Takes out of those that are sought who still waits. */
    private void conclude(String formerProvider, Known sought, List<Reading> made, Moves moves) {
        Recognising who = Recognising.of(sought, made.stream()
                .filter(moves::isElsewhere)
                .filter(reading -> !moves.isKnown(reading.getExternalId()))
                .toList());
        for (String id : sought.ids()) {
            Mark mark = sought.mark(id);
            Reading same = who.found().get(id);
            if (same != null) {
                facts.translated(formerProvider, id, same.getExternalId());
                facts.untracked(same.getExternalId());
                moves.known(0).keepElsewhere(same);
            } else if (who.mayBeFree(id)) {
                facts.untrackedUnder(formerProvider, id);
            } else if (made.stream()
                    .filter(reading -> Mark.of(reading).isMadeWith(mark))
                    .allMatch(moves::isTold)) {
                facts.goneUnder(formerProvider, id);
            } else {
                sought.forget(id);
            }
        }
    }
}
