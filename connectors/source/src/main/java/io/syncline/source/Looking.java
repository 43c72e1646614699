package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Sighting;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at one item and says what that shows.
 *
 * <pre>
 * the look shows                     at an id that left      at a newcomer
 * the item, in a followed folder     the item                the item, with our stamp
 * the item, in another folder        untracked               untracked
 * nothing                            gone                    -
 * nothing, and ids do not stay       nothing, for a round    -
 * a refusal of this id               -                       the item, as the page shows it
 * </pre>
 */
final class Looking {

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final Observations facts;
    private final Moves moves;

    Looking(MailboxProvider provider, MailboxRef mailbox, Observations facts, Moves moves) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.facts = facts;
        this.moves = moves;
    }

    /** Looks at an id that left a folder; what is told of an item, its folder's listings compare. */
    Optional<Failure> atDeparted(String id, String folderId, Known known) {
        return at(id, folderId, known, evidence -> {
            if (provider.keepsIds() || evidence == GoneEvidence.DELETED_ITEMS) {
                known.forget(id);
                facts.gone(id, evidence);
            } else {
                known.miss(id);
            }
            return Optional.empty();
        });
    }

    /** Looks at an id, and does so where it is gone. */
    Optional<Failure> at(String id, String folderId, Known known,
            Function<GoneEvidence, Optional<Failure>> ifGone) {
        return switch (provider.read(mailbox, id)) {
            case Answer.Of<Sighting>(Sighting.There(Reading reading)) -> {
                Optional<Failure> failure = moves.follow(reading);
                if (failure.isEmpty()) {
                    tell(reading);
                    keep(reading, folderId, known);
                }
                yield failure;
            }
            case Answer.Of<Sighting>(Sighting.Gone gone) -> ifGone.apply(gone.evidence());
            case Answer.Failed<Sighting>(Failure.Rejected rejected) -> Optional.empty();
            case Answer.Failed<Sighting>(Failure failure) -> Optional.of(failure);
        };
    }

    /** Looks at an item that is new in a page for our stamp, which pages never show. */
    Optional<Failure> atNewcomer(Reading inPage, Known known) {
        return switch (provider.read(mailbox, inPage.getExternalId())) {
            case Answer.Of<Sighting>(Sighting.There(Reading reading)) -> {
                tell(reading);
                if (mailbox.follows(reading.getFolderId())) {
                    known.keep(reading);
                } else {
                    known.keepElsewhere(reading);
                }
                yield Optional.empty();
            }
            case Answer.Of<Sighting>(Sighting.Gone gone) -> {
                if (!provider.keepsIds()) { // It may have been told as another's new id just now.
                    known.keep(inPage);
                    known.miss(inPage.getExternalId());
                }
                yield Optional.empty();
            }
            case Answer.Failed<Sighting>(Failure.Rejected rejected) -> {
                facts.item(inPage);
                known.keep(inPage);
                yield Optional.empty();
            }
            case Answer.Failed<Sighting>(Failure failure) -> Optional.of(failure);
        };
    }

    private void tell(Reading reading) {
        if (mailbox.follows(reading.getFolderId())) {
            facts.item(reading);
        } else {
            facts.untracked(reading.getExternalId());
        }
    }

    private void keep(Reading reading, String folderId, Known known) {
        if (!mailbox.follows(reading.getFolderId())) {
            known.keepElsewhere(reading);
        } else if (isElsewhere(reading, folderId)) {
            known.leave(reading.getExternalId());
        } else {
            known.keep(reading);
        }
    }

    private static boolean isElsewhere(Reading reading, String folderId) {
        return reading.getFolderId().filter(folder -> !folder.equals(folderId)).isPresent();
    }
}
