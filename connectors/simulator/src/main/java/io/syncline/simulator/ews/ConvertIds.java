package io.syncline.simulator.ews;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** ConvertId, between the formats that are the same bytes in other letters. */
final class ConvertIds {

    private static final int PREFIX_BYTES = 3;

    private ConvertIds() {}

    static Element convert(Request request) {
        String destination = request.operation().attribute("DestinationFormat");
        return Responses.each(request.name(),
                request.operation().required("m:SourceIds").children(),
                source -> List.of(Element.of("m:AlternateId")
                        .with("xsi:type", "t:AlternateIdType")
                        .with("Format", destination)
                        .with("Id", written(destination,
                                read(source.attribute("Format"), source.attribute("Id"))))
                        .with("Mailbox", source.attribute("Mailbox"))));
    }

    private static byte[] read(String format, String id) {
        try {
            return switch (format) {
                case "EwsId", "StoreId" -> Base64.getDecoder().decode(id);
                case "HexEntryId" -> HexFormat.of().parseHex(id);
                case "EntryId" -> masked(Base64.getDecoder().decode(id));
                default -> throw unsupported(format);
            };
        } catch (IllegalArgumentException e) {
            throw new EwsError("ErrorInvalidIdMalformed", "Id is malformed.");
        }
    }

    private static String written(String format, byte[] id) {
        return switch (format) {
            case "EwsId", "StoreId" -> Base64.getEncoder().encodeToString(id);
            case "HexEntryId" -> HexFormat.of().withUpperCase().formatHex(id);
            case "EntryId" -> Base64.getEncoder().encodeToString(masked(id));
            default -> throw unsupported(format);
        };
    }

    /** Makes an EntryId another text than the EwsId, as it is. */
    private static byte[] masked(byte[] id) {
        byte[] masked = id.clone();
        for (int i = 0; i < PREFIX_BYTES && i < id.length; i++) {
            masked[i] ^= (byte) 0xFF;
        }
        return masked;
    }

    private static EwsError unsupported(String format) {
        return new EwsError("ErrorInvalidRequest", "Not simulated: " + format);
    }
}
