package io.syncline.ews.soap;

import java.util.List;

/**
 * Opens a stream of events. The answer is one envelope after the other, until the service closes it.
 *
 * @param subscriptions at most 200, of one affinity group
 * @param minutes how long the service keeps the stream open, 1 to 30
 */
public record GetStreamingEvents(List<String> subscriptions, int minutes)
        implements
            Operation<GetStreamingEvents.Told> {

    public GetStreamingEvents {
        subscriptions = List.copyOf(subscriptions);
    }

    /**
     * One message of the stream.
     *
     * @param events what happened; empty where the service only shows that it is there
     * @param lost subscriptions that it does not know any more
     * @param isClosed whether the service says that this was the last
     */
    public record Told(List<Event> events, List<String> lost, boolean isClosed) {
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
                        .filter(event -> event.name().endsWith("Event"))
                        .filter(event -> !event.name().equals("StatusEvent"))
                        .map(event -> event(one.text("SubscriptionId").orElse(""), event)))
                .toList();
        return new Told(events, lost(message),
                message.text("ConnectionStatus").filter("Closed"::equals).isPresent());
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
