package io.syncline.ews;

import io.syncline.ews.client.EwsClient;
import io.syncline.ews.client.EwsFailures;
import io.syncline.ews.client.Unfamiliar;
import io.syncline.ews.client.Unfamiliar.What;
import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.GetItem;
import io.syncline.ews.soap.ItemId;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at items, so many at once as the service bears: one that gives up in the middle of a batch
 * is asked for half as many (facts/ews.md 2.3). Thread-safe.
 */
final class Items {

    private static final Logger LOGGER = LoggerFactory.getLogger(Items.class);
    private static final int BATCH_MAX = 50;
    private static final String CONTACT = "Contact";

    private final EwsClient client;
    private final ContactMapper mapper;
    private final Unfamiliar unfamiliar;

    /**
     * What a look showed.
     *
     * @param readings the contacts among the items
     * @param missing the ids at which there is nothing, or nothing for us
     */
    record Looked(List<Reading> readings, List<String> missing) {}

    Items(EwsClient client, ContactMapper mapper, Unfamiliar unfamiliar) {
        this.client = client;
        this.mapper = mapper;
        this.unfamiliar = unfamiliar;
    }

    /** One item, or the service's own refusal. */
    Answer<Outcome<Element>> one(MailboxRef mailbox, String id) {
        return client.one(mailbox.address(), look(List.of(id)));
    }

    /** What an item shows, if it is a contact. */
    Optional<Reading> reading(Element item) {
        return item.name().equals(CONTACT)
                ? ItemId.in(item).map(id -> mapper.reading(id, item))
                : Optional.empty();
    }

    /** All of them; what is no contact is left out. */
    Answer<Looked> all(MailboxRef mailbox, List<String> ids) {
        Looked looked = new Looked(new ArrayList<>(), new ArrayList<>());
        int size = BATCH_MAX;
        for (int from = 0; from < ids.size();) {
            List<String> batch = ids.subList(from, Math.min(from + size, ids.size()));
            switch (client.all(mailbox.address(), look(batch), batch.size())) {
                case Answer.Failed<List<Outcome<Element>>>(Failure failure) -> {
                    return Answer.failed(failure);
                }
                case Answer.Of<List<Outcome<Element>>>(List<Outcome<Element>> outcomes) when batch
                        .size() > 1 && outcomes.stream().anyMatch(Items::isTooMuch) ->
                    size = batch.size() / 2;
                case Answer.Of<List<Outcome<Element>>>(List<Outcome<Element>> outcomes) -> {
                    Optional<Failure> failure = take(batch, outcomes, looked);
                    if (failure.isPresent()) {
                        return Answer.failed(failure.get());
                    }
                    from += batch.size();
                }
            }
        }
        return Answer.of(looked);
    }

    /** Whatever its version: the one that was told may be old by now. */
    private static GetItem look(List<String> ids) {
        return new GetItem(ContactMapper.shape(), ids.stream().map(ItemId::of).toList());
    }

    /** Messages carry no ids where they fail; they come in the order of the ids. */
    private Optional<Failure> take(List<String> batch, List<Outcome<Element>> outcomes,
            Looked looked) {
        for (int i = 0; i < batch.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Done<Element>(Element item) ->
                    reading(item).ifPresent(looked.readings()::add);
                case Outcome.Refused<Element>(ServiceError error) when EwsFailures
                        .isItemMissing(error) ->
                    looked.missing().add(batch.get(i));
                case Outcome.Refused<Element>(ServiceError error) -> {
                    Failure failure = EwsFailures.of(error);
                    if (!(failure instanceof Failure.Rejected)) {
                        return Optional.of(failure);
                    }
                    leaveOut(batch.get(i), error);
                }
            }
        }
        return Optional.empty();
    }

    /** One item that the service cannot show must not hold up all others of its folder. */
    private void leaveOut(String id, ServiceError error) {
        unfamiliar.met(What.ITEM_NOT_SHOWN, error.innermost().code());
        LOGGER.atWarn()
                .addKeyValue("externalId", id)
                .addKeyValue("code", error.innermost().code())
                .log("The service cannot show an item");
    }

    private static boolean isTooMuch(Outcome<Element> outcome) {
        return outcome instanceof Outcome.Refused<Element>(ServiceError error)
                && EwsFailures.isTooMuchAtOnce(error);
    }
}
