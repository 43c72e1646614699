package io.syncline.ews.soap;

import java.util.List;

/** Asks to be told, in a stream, of what happens in folders of one mailbox. */
public record Subscribe(List<FolderRef> folders) implements Operation<String> {

    private static final List<String> EVENTS = List.of("CopiedEvent", "CreatedEvent",
            "DeletedEvent", "ModifiedEvent", "MovedEvent");

    public Subscribe {
        folders = List.copyOf(folders);
    }

    @Override
    public Element body() {
        return Element.message("Subscribe", Element.message("StreamingSubscriptionRequest",
                Element.type("FolderIds")
                        .with(folders.stream().map(FolderRef::element).toList()),
                Element.type("EventTypes")
                        .with(EVENTS.stream()
                                .map(event -> Element.type("EventType", event))
                                .toList())));
    }

    /** The subscription's id. */
    @Override
    public String value(Element message) {
        return message.text("SubscriptionId")
                .orElseThrow(() -> new MalformedAnswer("A subscription without an id"));
    }
}
