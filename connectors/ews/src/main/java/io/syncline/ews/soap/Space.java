package io.syncline.ews.soap;

import java.util.Arrays;

/** The namespaces of requests and answers. */
public enum Space {
    /** SOAP 1.1. */
    SOAP("s", "http://schemas.xmlsoap.org/soap/envelope/"),
    /** What stands in a message. */
    MESSAGES("m", "http://schemas.microsoft.com/exchange/services/2006/messages"),
    /** What a message is about. */
    TYPES("t", "http://schemas.microsoft.com/exchange/services/2006/types"),
    /** What stands in the detail of a fault. */
    ERRORS("e", "http://schemas.microsoft.com/exchange/services/2006/errors"),
    /** No namespace, as the parts of a fault have it, or one that we do not know; only read. */
    OTHER("", "");

    private final String prefix;
    private final String uri;

    Space(String prefix, String uri) {
        this.prefix = prefix;
        this.uri = uri;
    }

    String prefix() {
        return prefix;
    }

    String uri() {
        return uri;
    }

    static Space of(String uri) {
        return Arrays.stream(values())
                .filter(space -> space.uri.equals(uri))
                .findFirst()
                .orElse(OTHER);
    }
}
