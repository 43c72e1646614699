package io.syncline.simulator.ews;

import java.util.List;
import java.util.Optional;

/**
 * A SOAP 1.1 envelope of a request.
 *
 * @param operation the one element of its body
 * @param impersonated the address of the user to act as, if another than the caller
 */
public record Envelope(Element operation, Optional<String> impersonated) {

    /** @throws EwsError where it is no envelope with an operation */
    public static Envelope read(byte[] document) {
        Element envelope = ElementReader.read(document);
        if (!envelope.name().equals("s:Envelope")) {
            throw EwsError.schema("'" + envelope.name() + "' is no SOAP envelope.");
        }
        Element operation = envelope.required("s:Body").only();
        Optional<String> impersonated = envelope.child("s:Header")
                .flatMap(header -> header.child("t:ExchangeImpersonation"))
                .map(Envelope::address);
        return new Envelope(operation, impersonated);
    }

    /** The answer to a request, as a document. */
    public static String of(Element body) {
        Element version = Element.of("t:ServerVersionInfo")
                .with("MajorVersion", "15")
                .with("MinorVersion", "20")
                .with("MajorBuildNumber", "9000")
                .with("MinorBuildNumber", "0")
                .with("Version", "V2018_01_08");
        return ElementWriter.write(Element.of("s:Envelope", Element.of("s:Header", version),
                Element.of("s:Body", body)));
    }

    /** A SOAP fault, as a document. */
    public static String fault(EwsError error) {
        Element detail = Element.of("detail",
                Element.text("e:ResponseCode", error.code()),
                Element.text("e:Message", String.valueOf(error.getMessage())));
        boolean saysMore = !error.values().isEmpty();
        Element more = Element.of("t:MessageXml", Responses.values(error));
        return ElementWriter.write(Element.of("s:Envelope", Element.of("s:Body",
                Element.of("s:Fault", Element.text("faultcode", "t:" + error.code()),
                        Element.text("faultstring", String.valueOf(error.getMessage())),
                        saysMore ? detail.and(List.of(more)) : detail))));
    }

    private static String address(Element impersonation) {
        Element sid = impersonation.required("t:ConnectingSID").only();
        return switch (sid.name()) {
            case "t:PrimarySmtpAddress", "t:SmtpAddress", "t:PrincipalName" -> sid.text().strip();
            default -> throw new EwsError("ErrorInvalidExchangeImpersonationHeaderData",
                    "The ExchangeImpersonation header is not understood: " + sid.name());
        };
    }
}
