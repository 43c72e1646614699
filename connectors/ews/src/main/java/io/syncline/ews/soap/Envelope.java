package io.syncline.ews.soap;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts requests into envelopes and takes answers out of them.
 *
 * @param serverVersion the schema that the request speaks, such as {@code Exchange2013_SP1}
 * @param impersonated the primary address of the mailbox on whose behalf; empty: the sender's own
 */
public record Envelope(String serverVersion, String impersonated) {

    private static final String SUCCESS = "Success";

    /** The request as a document. */
    public byte[] of(Operation<?> operation) {
        List<Element> headers = new ArrayList<>();
        headers.add(Element.type("RequestServerVersion").with("Version", serverVersion));
        if (!impersonated.isEmpty()) {
            headers.add(Element.type("ExchangeImpersonation", Element.type("ConnectingSID",
                    Element.type("PrimarySmtpAddress", impersonated))));
        }
        return XmlWriter.bytes(soap("Envelope", List.of(
                soap("Header", headers), soap("Body", List.of(operation.body())))));
    }

    /**
     * Reads the one envelope of an answer.
     *
     * @throws MalformedAnswer if there is none, or it answers something else
     */
    public static <T> Reply<T> read(Operation<T> operation, byte[] answer) {
        return new XmlReader(new ByteArrayInputStream(answer)).next()
                .map(envelope -> reply(operation, envelope))
                .orElseThrow(() -> new MalformedAnswer("The answer is empty"));
    }

    /**
     * Reads the envelopes of an answer that goes on for minutes, as they come.
     *
     * @param listener takes each; says whether to go on
     * @throws MalformedAnswer if one is no envelope, or the stream breaks off in the middle of one
     */
    public static <T> void readAll(Operation<T> operation, InputStream answer,
            Predicate<Reply<T>> listener) {
        XmlReader reader = new XmlReader(answer);
        Optional<Element> next = reader.next();
        while (next.isPresent() && listener.test(reply(operation, next.get()))) {
            next = reader.next();
        }
    }

    private static <T> Reply<T> reply(Operation<T> operation, Element envelope) {
        Element content = envelope.child("Body")
                .flatMap(body -> body.children().stream().findFirst())
                .orElseThrow(() -> new MalformedAnswer("The answer is no SOAP envelope"));
        if (content.space() == Space.SOAP && content.name().equals("Fault")) {
            return new Reply.Fault<>(fault(content));
        }
        if (!content.name().equals(operation.name() + "Response")) {
            throw new MalformedAnswer(
                    operation.name() + " was answered by " + content.name());
        }
        List<Outcome<T>> outcomes = new ArrayList<>();
        for (Element message : content.child("ResponseMessages")
                .map(Element::children)
                .orElse(List.of())) {
            outcomes.add(outcome(operation, message));
        }
        return new Reply.Messages<>(outcomes);
    }

    /** The class comes first: a lost sync state is an error with HTTP 200 and an empty state. */
    private static <T> Outcome<T> outcome(Operation<T> operation, Element message) {
        if (message.attribute("ResponseClass").filter(SUCCESS::equals).isPresent()) {
            return new Outcome.Done<>(operation.value(message));
        }
        return operation.valueOfRefused(message)
                .<Outcome<T>>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Refused<>(new ServiceError(
                        message.text("ResponseCode").orElse("no ResponseCode").strip(),
                        message.text("MessageText").orElse(""), values(message))));
    }

    private static ServiceError fault(Element fault) {
        String code = fault.below("ResponseCode")
                .map(Element::text)
                .or(() -> fault.text("faultcode"))
                .orElse("no ResponseCode");
        // Faults of the schema check come with a prefix of their own choosing.
        return new ServiceError(code.strip().substring(code.strip().lastIndexOf(':') + 1),
                fault.text("faultstring").orElse(""), values(fault));
    }

    private static Map<String, String> values(Element message) {
        Map<String, String> values = new HashMap<>();
        message.below("MessageXml")
                .ifPresent(xml -> xml.all("Value")
                        .forEach(value -> value.attribute("Name")
                                .ifPresent(name -> values.put(name, value.text().strip()))));
        return values;
    }

    private static Element soap(String name, List<Element> children) {
        return new Element(Space.SOAP, name, Map.of(), children, "");
    }
}
