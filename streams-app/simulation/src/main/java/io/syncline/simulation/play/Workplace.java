package io.syncline.simulation.play;

import io.syncline.simulation.model.Fault;
import io.syncline.simulation.truth.People;
import java.time.Duration;
import java.util.List;

/**
 * Where people work: mailboxes, and a CRM for each tenant. What they do there is the same whether
 * all of it is a model on virtual time or runs in processes of its own.
 */
public interface Workplace {

    /** What people did and what did not stand. */
    People people();

    /** The mailbox as its user sees it. */
    MailboxDesk mailboxDesk(Place place);

    /** The CRM's records of a mailbox as their user sees them. */
    CrmDesk crmDesk(Place place);

    /** Whether the CRM says which version an edit was built on. */
    boolean isVersioned(Place place);

    /** Lets some time go by. */
    void pass(Duration time);

    /** What stands in the mailbox now is read and decided on; no CRM need have heard of it. */
    void letRead(Place place);

    /** Keeps a line of the story, for people. */
    void say(String text);

    /** Counts a fault that came to pass. */
    void happened(Fault fault);

    default List<Place> places() {
        return Place.ALL;
    }

    /** The mailboxes of a tenant besides this one. */
    default List<Place> others(Place place) {
        return places().stream()
                .filter(other -> other.tenant().equals(place.tenant()) && !other.equals(place))
                .toList();
    }
}
