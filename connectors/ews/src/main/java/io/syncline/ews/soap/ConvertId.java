package io.syncline.ews.soap;

import java.util.List;

/**
 * Translates ids between the service's own formats, which are EwsId, EwsLegacyId, EntryId,
 * HexEntryId, StoreId and OwaId; Graph's are not among them (facts/ews.md 3.6).
 *
 * @param mailbox the address of the mailbox that the ids are of
 */
public record ConvertId(String from, String to, String mailbox, List<String> ids)
        implements
            Operation<String> {

    public ConvertId {
        ids = List.copyOf(ids);
    }

    @Override
    public Element body() {
        return Element.message("ConvertId", Element.message("SourceIds")
                .with(ids.stream()
                        .map(id -> Element.type("AlternateId")
                                .with("Format", from)
                                .with("Id", id)
                                .with("Mailbox", mailbox))
                        .toList()))
                .with("DestinationFormat", to);
    }

    /** The id in the other format. */
    @Override
    public String value(Element message) {
        return message.child("AlternateId")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow(() -> new MalformedAnswer("A translation without an id"));
    }
}
