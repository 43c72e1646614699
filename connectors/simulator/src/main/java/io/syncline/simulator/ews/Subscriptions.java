package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.FolderChanges;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.MailboxStore.Folder;
import io.syncline.simulator.mailbox.StoredContact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Streaming subscriptions. They are forgotten at a restart, as a server forgets them at a failover.
 * Thread-safe.
 */
final class Subscriptions {

    private final ItemIds ids;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    Subscriptions(ItemIds ids) {
        this.ids = ids;
    }

    /**
     * What a client wants to hear of.
     *
     * @param server the mailbox server that keeps it
     * @param folders the mailbox's own names; empty: all of them
     * @param events the names of the events
     * @param after the last change it was told
     */
    record Subscription(String id, String server, MailboxStore mailbox, Set<String> folders,
            Set<String> events, AtomicLong after) {}

    /** Forgets them all, as a failover does. */
    void forget() {
        subscriptions.clear();
    }

    Element subscribe(Request request) {
        Element wanted = request.operation()
                .child("m:StreamingSubscriptionRequest")
                .orElseThrow(() -> new EwsError("ErrorInvalidSubscriptionRequest",
                        "Only streaming subscriptions are simulated."));
        return Responses.one(request.name(), () -> {
            MailboxStore mailbox = request.mailbox();
            Set<String> folders = wanted.childrenOf("t:FolderIds")
                    .stream()
                    .map(id -> Folders.named(mailbox, id))
                    .collect(Collectors.toSet());
            if (folders.isEmpty() != wanted.attribute("SubscribeToAllFolders").equals("true")) {
                throw new EwsError("ErrorInvalidSubscriptionRequest",
                        "A subscription is to folders or to all folders.");
            }
            Set<String> events = wanted.childrenOf("t:EventTypes")
                    .stream()
                    .map(Element::text)
                    .collect(Collectors.toSet());
            Subscription subscription = new Subscription(UUID.randomUUID().toString(),
                    request.server(), mailbox, folders, events,
                    new AtomicLong(mailbox.lastChange()));
            subscriptions.put(subscription.id(), subscription);
            return List.of(Element.text("m:SubscriptionId", subscription.id()));
        });
    }

    Element unsubscribe(Request request) {
        return Responses.one(request.name(), () -> {
            String id = request.operation().textOf("m:SubscriptionId");
            if (find(id, request.server()).isEmpty()) {
                throw notFound();
            }
            subscriptions.remove(id);
            return List.of();
        });
    }

    /** A subscription, if it is kept by that server. */
    Optional<Subscription> find(String id, String server) {
        return Optional.ofNullable(subscriptions.get(id))
                .filter(subscription -> subscription.server().equals(server));
    }

    /** What happened since the last time: a {@code t:Notification}, or nothing. */
    Optional<Element> notification(Subscription subscription) {
        long after = subscription.after().get();
        long upTo = subscription.mailbox().lastChange();
        if (upTo == after) {
            return Optional.empty();
        }
        List<Element> events = new ArrayList<>();
        Folders.tree(subscription.mailbox())
                .stream()
                .map(Folder::id)
                .filter(folder -> subscription.folders().isEmpty()
                        || subscription.folders().contains(folder))
                .forEach(folder -> events.addAll(
                        events(subscription.mailbox().changes(folder, after), folder)));
        subscription.after().set(upTo);
        events.removeIf(event -> !subscription.events().contains(event.localName()));
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(Element.of("t:Notification",
                        Element.text("t:SubscriptionId", subscription.id())).and(events));
    }

    static EwsError notFound() {
        return new EwsError("ErrorSubscriptionNotFound", "The subscription was not found.");
    }

    /** Events say that something happened, not what: they carry no change key. */
    private List<Element> events(FolderChanges changes, String folder) {
        List<Element> events = new ArrayList<>();
        for (StoredContact contact : changes.kept()) {
            boolean isNew = contact.arrived() == contact.changed();
            events.add(event(isNew ? "CreatedEvent" : "ModifiedEvent", ids.of(contact), folder));
        }
        changes.left()
                .forEach(removal -> events.add(event("DeletedEvent", ids.of(removal), folder)));
        return events;
    }

    private static Element event(String kind, String itemId, String folder) {
        return Element.of("t:" + kind,
                Element.text("t:TimeStamp",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                Element.of("t:ItemId").with("Id", itemId),
                Element.of("t:ParentFolderId").with("Id", ItemIds.ofFolder(folder)));
    }
}
