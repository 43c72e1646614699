package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Sighting;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Follows items that move where ids do not stay (rule R18): the mailbox lets go of one id and shows
 * another, made in the same second.
 *
 * <pre>
 * a newcomer, and an id that was made in the same second   then
 * is missing or elsewhere, of the same person              is that one's new id
 * is there, of the same person, and a look does not        is that one's new id
 *   find it any more
 * is missing or elsewhere, and the only one of that second is that one's new id
 * none of these                                            is an item of its own
 *
 * an id that a whole round has not brought back            then
 * is found again under it                                  the item
 * and a contact made then, in a folder not followed        untracked, and known to be elsewhere
 * and one that is not told yet                             nothing, yet
 * and neither                                              gone
 * </pre>
 */
final class Moves {

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final Observations facts;
    private final List<FolderCursor> folders;
    /** By folder; what nobody looks at is not read, and stays in the cursor as it is. */
    private final Map<Integer, Known> known = new TreeMap<>();

    Moves(MailboxProvider provider, MailboxRef mailbox, Observations facts, Cursor cursor) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.facts = facts;
        this.folders = cursor.getFolders();
    }

    /** What is known of a folder; changes as moves are followed. */
    Known known(int folder) {
        return known.computeIfAbsent(folder, index -> new Known(folders.get(index)));
    }

    private List<Known> knownAnywhere() {
        return IntStream.range(0, folders.size()).mapToObj(this::known).toList();
    }

    /** The cursor with what is known now. */
    Cursor in(Cursor cursor) {
        Cursor after = cursor;
        for (Map.Entry<Integer, Known> folder : known.entrySet()) {
            int index = folder.getKey();
            after = Folders.with(after, index, Folders.knowing(after.getFolders().get(index),
                    folder.getValue()));
        }
        return after;
    }

    /** An item that a folder did not know: it may be one that was elsewhere before. */
    Optional<Failure> follow(Reading newcomer) {
        Mark mark = Mark.of(newcomer);
        if (provider.keepsIds() || mark.madeAt().isEmpty() || isKnown(newcomer.getExternalId())) {
            return Optional.empty();
        }
        List<Sameness> made = made(other -> other.isMadeWith(mark) && !other.hasLeft());
        List<Sameness> same = made.stream()
                .filter(other -> other.mark().isPersonOf(mark))
                .sorted(Comparator.comparing(other -> other.mark().isHere()))
                .toList();
        return follow(newcomer, same.isEmpty() && made.size() == 1
                ? made.stream().filter(other -> !other.mark().isHere()).toList()
                : same);
    }

    /** @param formers the ids that it may have had, those first that are not there */
    private Optional<Failure> follow(Reading newcomer, List<Sameness> formers) {
        for (Sameness former : formers) {
            Answer<Boolean> left = former.mark().isHere() ? hasLeft(former.id()) : Answer.of(true);
            switch (left) {
                case Answer.Of<Boolean>(Boolean hasLeft) when hasLeft -> {
                    former.known().moved(former.id());
                    facts.translated(former.id(), newcomer.getExternalId());
                    return Optional.empty();
                }
                case Answer.Of<Boolean> stays -> {
                    // Two that are equal.
                }
                case Answer.Failed<Boolean>(Failure failure) -> {
                    return Optional.of(failure);
                }
            }
        }
        return Optional.empty();
    }

    private Answer<Boolean> hasLeft(String id) {
        return switch (provider.read(mailbox, id)) {
            case Answer.Of<Sighting>(Sighting now) -> Answer.of(now instanceof Sighting.Gone);
            case Answer.Failed<Sighting>(Failure.Rejected rejected) -> Answer.of(false);
            case Answer.Failed<Sighting>(Failure failure) -> Answer.failed(failure);
        };
    }

    /** Looks at what a whole round has not brought back. */
    Optional<Failure> conclude() {
        for (int i = 0; i < folders.size(); i++) {
            if (Folders.hasMissing(folders.get(i))) {
                Optional<Failure> failure = conclude(i, known(i).ids(Mark::isMissed));
                if (failure.isPresent()) {
                    return failure;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> conclude(int folder, List<String> ids) {
        for (String id : ids) {
            Optional<Failure> failure = conclude(folder, id);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /**
     * Folders are not there any more. Where ids stay, one look at each id of theirs tells what became of it;
     * where they do not, a folder that is there goes on knowing them as missing.
     */
    Optional<Failure> leave(List<String> followed) {
        List<Integer> there = new ArrayList<>();
        List<Integer> vanished = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            (followed.contains(folders.get(i).getFolderId()) ? there : vanished).add(i);
        }
        for (int folder : vanished) {
            if (provider.keepsIds() || there.isEmpty()) {
                Optional<Failure> failure = conclude(folder, known(folder).ids());
                if (failure.isPresent()) {
                    return failure;
                }
            } else {
                known(there.getFirst()).inherit(known(folder));
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> conclude(int folder, String id) {
        Looking looking = new Looking(provider, mailbox, facts, this);
        return looking.at(id, folders.get(folder).getFolderId(), known(folder),
                evidence -> known(folder)
                        .mark(id)
                        .madeAt()
                        .map(made -> switch (provider.findMadeIn(mailbox, Set.of(made))) {
                            case Answer.Of<List<Reading>>(List<Reading> others) ->
                                conclude(folder, id, others, evidence);
                            case Answer.Failed<List<Reading>>(Failure failure) ->
                                Optional.of(failure);
                        })
                        .orElseGet(() -> gone(folder, id, evidence)));
    }

    private Optional<Failure> conclude(int folder, String id, List<Reading> made,
            GoneEvidence evidence) {
        Mark mark = known(folder).mark(id);
        boolean isAlone = made(other -> other.isMadeWith(mark) && !other.hasLeft()).size() == 1;
        if (made.stream()
                .filter(other -> isAlone || Mark.of(other).isPersonOf(mark))
                .anyMatch(this::isElsewhere)) {
            known(folder).putElsewhere(id);
            facts.untracked(id);
        } else if (made.stream().allMatch(this::isTold)) {
            return gone(folder, id, evidence);
        }
        return Optional.empty();
    }

    private Optional<Failure> gone(int folder, String id, GoneEvidence evidence) {
        known(folder).forget(id);
        facts.gone(id, evidence);
        return Optional.empty();
    }

    /** Whether a folder knows it, or none that is followed holds it. */
    boolean isTold(Reading reading) {
        return isElsewhere(reading) || isKnown(reading.getExternalId());
    }

    boolean isKnown(String id) {
        return knownAnywhere().stream().anyMatch(each -> each.holds(id));
    }

    /** Whether no folder of the cursor's holds it. */
    boolean isElsewhere(Reading reading) {
        return reading.getFolderId()
                .filter(id -> folders.stream().noneMatch(each -> each.getFolderId().equals(id)))
                .isPresent();
    }

    private List<Sameness> made(Predicate<Mark> such) {
        return knownAnywhere().stream()
                .flatMap(each -> each.ids(such)
                        .stream()
                        .map(id -> new Sameness(each, id, each.mark(id))))
                .toList();
    }

    /** An id that may be the newcomer's earlier one. */
    private record Sameness(Known known, String id, Mark mark) {}
}
