package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Sighting;
import io.syncline.schemas.contact.Reading;
import java.util.Optional;

/**
 * Looks at one item and says what that shows.
 *
 * <pre>
 * the look shows                     at an id that left      at a newcomer
 * the item, in a followed folder     the item                the item, with our stamp
 * the item, in another folder        untracked               untracked
 * nothing                            gone                    -
 * a refusal of this id               -                       the item, as the page shows it
 * </pre>
 */
final class Looking {

    private final MailboxProvider provider;
    private final MailboxRef mailbox;
    private final Observations facts;

    Looking(MailboxProvider provider, MailboxRef mailbox, Observations facts) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.facts = facts;
    }

    /** Looks at an id that left a folder; what is told of an item, its folder's listings compare. */
    Optional<Failure> atDeparted(String id, String folderId, Known known) {
        return switch (provider.read(mailbox, id)) {
            case Answer.Of<Sighting>(Sighting.There(Reading reading)) -> {
                tell(reading);
                if (isElsewhere(reading, folderId)) {
                    known.leave(id);
                } else {
                    known.keep(reading);
                }
                yield Optional.empty();
            }
            case Answer.Of<Sighting>(Sighting.Gone gone) -> {
                known.forget(id);
                facts.gone(id, gone.evidence());
                yield Optional.empty();
            }
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
                }
                yield Optional.empty();
            }
            case Answer.Of<Sighting>(Sighting.Gone gone) -> Optional.empty();
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

    private static boolean isElsewhere(Reading reading, String folderId) {
        return reading.getFolderId().filter(folder -> !folder.equals(folderId)).isPresent();
    }
}
