package io.syncline.ews.soap;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a stream of events. The answer is one envelope after the other, until the service closes it.
 *
 * @param subscriptions at most 200, of one affinity group
 * @param minutes how long the service keeps the stream open, 1 to 30
 */
public record GetStreamingEvents(List<String> subscriptions, int minutes)
        implements
            Operation<GetStreamingEvents.Told> {

    /** The kinds of events that we know, whether we asked for them or not. */
    public static final Set<String> KINDS = Set.of("CopiedEvent", "CreatedEvent", "DeletedEvent",
            "ModifiedEvent", "MovedEvent", "NewMailEvent", "FreeBusyChangedEvent");

    private static final Set<String> NO_EVENTS = Set.of("SubscriptionId", "PreviousWatermark",
            "MoreEvents", "StatusEvent");
    private static final String CLOSED = "Closed";
    private static final Set<String> STATUSES = Set.of("OK", CLOSED);

    public GetStreamingEvents {
        subscriptions = List.copyOf(subscriptions);
    }

    /**
     * One message of the stream.
     *
     * @param events what happened; empty where the service only shows that it is there
     * @param lost subscriptions that it does not know any more
     * @param isClosed whether the service says that this was the last
     * @param unknownStatus of the connection, as the service names it
     */
    public record Told(List<Event> events, List<String> lost, boolean isClosed,
            Optional<String> unknownStatus) {
        public Told {
            events = List.copyOf(events);
            lost = List.copyOf(lost);
        }
    }

    /**
     * Something happened; what, one sees by looking.
     *
     * @param kind as the service names it, whether we know it or not
     * @param folder the id of the folder in which it happened; empty where it was not told
     */
    public record Event(String subscription, String kind, String folder) {}

    @Override
    public Element body() {
        return Element.message("GetStreamingEvents",
                Element.message("SubscriptionIds")
                        .with(subscriptions.stream()
                                .map(id -> Element.type("SubscriptionId", id))
                                .toList()),
                Element.message("ConnectionTimeout",
                        Integer.toString(Math.clamp(minutes, 1, 30))));
    }

    @Override
    public Told value(Element message) {
        List<Event> events = message.child("Notifications")
                .stream()
                .flatMap(all -> all.all("Notification"))
                .flatMap(one -> one.children()
                        .stream()
                        .filter(event -> !NO_EVENTS.contains(event.name()))
                        .map(event -> event(one.text("SubscriptionId").orElse(""), event)))
                .toList();
        Optional<String> status = message.text("ConnectionStatus").map(String::strip);
        return new Told(events, lost(message), status.filter(CLOSED::equals).isPresent(),
                status.filter(other -> !STATUSES.contains(other)));
    }

    /** A refusal that names the subscriptions that are not known says nothing against the others. */
    @Override
    public Optional<Told> valueOfRefused(Element message) {
        List<String> lost = lost(message);
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(new Told(List.of(), lost, false, Optional.empty()));
    }

    private static List<String> lost(Element message) {
        return message.child("ErrorSubscriptionIds")
                .stream()
                .flatMap(ids -> ids.all("SubscriptionId"))
                .map(Element::text)
                .toList();
    }

    private static Event event(String subscription, Element event) {
        return new Event(subscription, event.name(), event.child("ParentFolderId")
                .flatMap(folder -> folder.attribute("Id"))
                .orElse(""));
    }
}
