package io.syncline.simulator.ews;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries out the operations of EWS on a mailbox. Throws an {@link EwsError} where a request as a
 * whole is refused; what becomes of each item stands in the answer. Thread-safe.
 */
public final class ExchangeServer {

    private static final String STREAMING = "m:GetStreamingEvents";
    private static final Set<String> TARGETS = Set.of("m:ItemIds", "m:ItemChanges", "m:Items",
            "m:FolderIds", "m:ParentFolderIds", "m:SourceIds");

    private final ItemIds ids;
    private final Sync sync;
    private final Items items;
    private final ItemUpdates updates;
    private final FindItems search;
    private final Subscriptions subscriptions;
    private final StreamingEvents streaming;

    public ExchangeServer(Mutants mutants) {
        this.ids = new ItemIds(mutants);
        this.sync = new Sync(ids, mutants);
        this.items = new Items(ids, mutants);
        this.updates = new ItemUpdates(items, mutants);
        this.search = new FindItems(ids, mutants);
        this.subscriptions = new Subscriptions(ids);
        this.streaming = new StreamingEvents(subscriptions);
    }

    /** How items are named here. */
    public ItemIds ids() {
        return ids;
    }

    /** Lets a minute of a streaming connection last another time. */
    public void setStreamingMinute(Duration lasts) {
        streaming.setMinute(lasts);
    }

    /** Forgets all subscriptions, as a failover does, and ends the connections that are open. */
    public void forgetSubscriptions() {
        subscriptions.forget();
        streaming.breakOff();
    }

    /** Ends the streaming connections that are open without a word; subscriptions stay. */
    public void breakStreams() {
        streaming.breakOff();
    }

    /** Whether an operation answers with many envelopes, by {@link #stream}. */
    public static boolean isStreaming(Element operation) {
        return operation.name().equals(STREAMING);
    }

    public Element answer(Request request) {
        return switch (request.operation().name()) {
            case "m:SyncFolderItems" -> sync.items(request);
            case "m:SyncFolderHierarchy" -> sync.hierarchy(request);
            case "m:GetItem" -> items.get(request);
            case "m:CreateItem" -> items.create(request);
            case "m:UpdateItem" -> updates.update(request);
            case "m:DeleteItem" -> items.delete(request);
            case "m:MoveItem" -> items.move(request);
            case "m:CopyItem" -> items.copy(request);
            case "m:FindItem" -> search.find(request);
            case "m:GetFolder" -> Folders.get(request);
            case "m:FindFolder" -> Folders.find(request);
            case "m:Subscribe" -> subscriptions.subscribe(request);
            case "m:Unsubscribe" -> subscriptions.unsubscribe(request);
            case "m:ConvertId" -> ConvertIds.convert(request);
            default -> throw new EwsError("ErrorInvalidRequest",
                    "The operation is not simulated: " + request.operation().name());
        };
    }

    /** @param send takes the body of each envelope, on the calling thread */
    public void stream(Request request, Consumer<Element> send) throws InterruptedException {
        streaming.run(request, send);
    }

    /** Refuses everything that a request asks for, one response message for each. */
    public static Element refusal(Element operation, EwsError error) {
        int count = operation.children()
                .stream()
                .filter(child -> TARGETS.contains(child.name()))
                .mapToInt(child -> child.children().size())
                .max()
                .orElse(1);
        return Responses.refusals(operation.localName(), Math.max(1, count), error);
    }

    /** The values of the extended properties that a request sets, for the request log. */
    public static String stamps(Element operation) {
        return properties(operation).flatMap(property -> property.child("t:Value").stream())
                .map(Element::text)
                .collect(Collectors.joining(" "));
    }

    private static Stream<Element> properties(Element element) {
        return element.name().equals("t:ExtendedProperty")
                ? Stream.of(element)
                : element.children().stream().flatMap(ExchangeServer::properties);
    }
}
