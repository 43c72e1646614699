package io.syncline.simulator.ews;

import java.util.Map;

/** The XML namespaces of EWS and the prefixes by which this package knows them. */
final class Namespaces {

    static final Map<String, String> BY_PREFIX = Map.of(
            "s", "http://schemas.xmlsoap.org/soap/envelope/",
            "m", "http://schemas.microsoft.com/exchange/services/2006/messages",
            "t", "http://schemas.microsoft.com/exchange/services/2006/types",
            "e", "http://schemas.microsoft.com/exchange/services/2006/errors",
            "xsi", "http://www.w3.org/2001/XMLSchema-instance");

    private Namespaces() {}

    /** The prefix of a namespace; a question mark for any that EWS does not use. */
    static String prefix(String namespace) {
        return BY_PREFIX.entrySet()
                .stream()
                .filter(entry -> entry.getValue().equals(namespace))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("?");
    }
}
