package io.syncline.ews;

import io.syncline.ews.client.EwsClient;
import io.syncline.ews.client.EwsFailures;
import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.FindItem;
import io.syncline.ews.soap.FolderRef;
import io.syncline.ews.soap.ItemId;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.Page;
import io.syncline.ews.soap.Restriction;
import io.syncline.ews.soap.Restriction.Equal;
import io.syncline.ews.soap.ServiceError;
import io.syncline.ews.soap.Shape;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.port.Stamped;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for contacts that we may have made before (rule R17): in every contact folder, whatever a
 * policy follows, since people move things anywhere. A search names ids; what they are is asked
 * after, for a search shows no notes.
 */
final class EwsSearch {

    private static final int EMAILS_SEARCHED_MAX = 3;
    /** Such a page would pass for the last one, and what stands behind it for gone. */
    private static final Failure NO_FURTHER = new Failure.Unreachable(Duration.ZERO,
            "A search goes on where it has been");
    /** More than any mailbox holds: a service that never comes to an end must not keep us. */
    private static final int FOUND_MAX = 1_000_000;
    private static final FieldPath CREATED = new FieldPath.Named("item:DateTimeCreated");
    private static final Shape PRIVACY = new Shape(new SensitivityField().paths(), false);

    private final EwsClient client;
    private final ContactFolders contactFolders;
    private final Items items;

    EwsSearch(EwsClient client, ContactFolders contactFolders, Items items) {
        this.client = client;
        this.contactFolders = contactFolders;
        this.items = items;
    }

    /** Everything that carries the stamp, what was deleted last. */
    Answer<List<Stamped>> stamped(MailboxRef mailbox, String stamp) {
        Restriction restriction = new Equal(ExtendedProperties.STAMP, stamp);
        return contactFolders.everywhere(mailbox)
                .then(folders -> found(mailbox, folders, restriction))
                .then(there -> found(mailbox, contactFolders.ofDeleted(mailbox), restriction)
                        .then(deleted -> {
                            List<Stamped> all = new ArrayList<>();
                            there.forEach(reading -> all.add(new Stamped(reading, false)));
                            deleted.forEach(reading -> all.add(new Stamped(reading, true)));
                            return Answer.of(List.copyOf(all));
                        }));
    }

    /** Everything in contact folders that shares an e-mail address with the contact. */
    Answer<List<Reading>> alike(MailboxRef mailbox, Contact contact) {
        List<Equal> choices = contact.getEmailAddresses()
                .stream()
                .map(EmailAddress::getAddress)
                .limit(EMAILS_SEARCHED_MAX)
                .flatMap(address -> EmailField.KEYS.stream()
                        .map(key -> new Equal(new FieldPath.Entry(EmailField.ENTRY_URI, key),
                                address)))
                .toList();
        return choices.isEmpty()
                ? Answer.of(List.of())
                : contactFolders.everywhere(mailbox)
                        .then(folders -> found(mailbox, folders, new Restriction.Any(choices)));
    }

    /** Everything in contact folders that was made within one of these seconds. */
    Answer<List<Reading>> madeIn(MailboxRef mailbox, Set<Instant> seconds) {
        return contactFolders.everywhere(mailbox).then(folders -> {
            Answer<List<Reading>> all = Answer.of(List.of());
            for (Instant second : seconds) {
                Restriction made = new Restriction.Between(CREATED, second, second.plusSeconds(1));
                all = all.then(soFar -> found(mailbox, folders, made).then(more -> Answer.of(
                        Stream.concat(soFar.stream(), more.stream()).toList())));
            }
            return all;
        });
    }

    /** The ids of a folder's private contacts: a listing, which unlike a search lags behind nothing. */
    Answer<Set<String>> privateIds(MailboxRef mailbox, String folderId) {
        FolderRef folder = contactFolders.followed(mailbox, folderId);
        FindItem listing = new FindItem(PRIVACY, folder, new Restriction.None(), 0,
                Page.SIZE_MAX);
        return pages(mailbox, listing, new ArrayList<>()).then(outcome -> switch (outcome) {
            case Outcome.Refused<List<Element>>(ServiceError error) ->
                Answer.failed(EwsFailures.of(error));
            case Outcome.Done<List<Element>>(List<Element> found) -> {
                List<Element> matching = found.stream()
                        .filter(SensitivityField::isPrivate)
                        .toList();
                yield Answer.of(new LinkedHashSet<>(ids(matching)));
            }
        });
    }

    /**
     * Succeeds while the mailbox lets us read: "not found" also means "no permission", so what it
     * lists must be there to be read as well (facts/ews.md 3.8).
     */
    Answer<Boolean> control(MailboxRef mailbox) {
        FolderRef folder = contactFolders.followed(mailbox, ContactFolders.DEFAULT);
        return client.value(mailbox.address(),
                new FindItem(Shape.IDS, folder, new Restriction.None(), 0, 1))
                .then(page -> ids(page.found()).stream()
                        .findFirst()
                        .map(any -> items.one(mailbox, any)
                                .then(EwsSearch::readable))
                        .orElseGet(() -> Answer.of(true)));
    }

    private static Answer<Boolean> readable(Outcome<Element> outcome) {
        return switch (outcome) {
            case Outcome.Done<Element> done -> Answer.of(true);
            case Outcome.Refused<Element>(ServiceError error) when EwsFailures
                    .isItemMissing(error) ->
                Answer.failed(new Failure.Unavailable(
                        "The mailbox lists items and shows none: check our permissions"));
            case Outcome.Refused<Element>(ServiceError error) ->
                Answer.failed(EwsFailures.of(error));
        };
    }

    /** A folder that is not there holds nothing; not every mailbox has all that a search goes through. */
    private Answer<List<Reading>> found(MailboxRef mailbox, List<FolderRef> folders,
            Restriction restriction) {
        Answer<List<String>> ids = Answer.of(new ArrayList<>());
        for (FolderRef folder : folders) {
            FindItem search = new FindItem(Shape.IDS, folder, restriction, 0, Page.SIZE_MAX);
            ids = ids.then(soFar -> pages(mailbox, search, new ArrayList<>())
                    .then(outcome -> switch (outcome) {
                        case Outcome.Done<List<Element>>(List<Element> found) -> {
                            soFar.addAll(ids(found));
                            yield Answer.of(soFar);
                        }
                        case Outcome.Refused<List<Element>>(ServiceError error) when EwsFailures
                                .isFolderMissing(error) ->
                            Answer.of(soFar);
                        case Outcome.Refused<List<Element>>(ServiceError error) ->
                            Answer.failed(EwsFailures.of(error));
                    }));
        }
        return ids.then(found -> found.isEmpty()
                ? Answer.of(List.of())
                : items.all(mailbox, found)
                        .then(looked -> contactFolders.inOurWords(mailbox, looked.readings())));
    }

    /** All pages of a search, each behind the one before. */
    private Answer<Outcome<List<Element>>> pages(MailboxRef mailbox, FindItem search,
            List<Element> soFar) {
        return client.one(mailbox.address(), search).then(outcome -> switch (outcome) {
            case Outcome.Refused<Page>(ServiceError error) ->
                Answer.of(new Outcome.Refused<>(error));
            case Outcome.Done<Page>(Page page) -> {
                soFar.addAll(page.found());
                if (soFar.size() > FOUND_MAX) {
                    yield Answer.failed(new Failure.Unreachable(Duration.ZERO,
                            "A search finds more than " + FOUND_MAX + " items, and goes on"));
                }
                if (page.isLast()) {
                    yield Answer.of(new Outcome.Done<>(soFar));
                }
                yield page.next() > search.offset()
                        ? pages(mailbox, search.from(page.next()), soFar)
                        : Answer.failed(NO_FURTHER);
            }
        });
    }

    private static List<String> ids(List<Element> items) {
        return items.stream().flatMap(item -> ItemId.in(item).stream()).map(ItemId::id).toList();
    }
}
