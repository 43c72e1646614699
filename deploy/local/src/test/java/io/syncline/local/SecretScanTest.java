package io.syncline.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A leak is found in whatever form it is. */
class SecretScanTest {

    private static final String SECRET = "pl4nted~/Value+\"of\" thé <secret>&";

    private final SecretScan scan = new SecretScan(SECRET);

    @Test
    void findsItAsItIs() {
        assertThat(scan.found("a log", ("token for " + SECRET + " refused").getBytes(UTF_8)))
                .contains("a log holds it as it is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "xyz"})
    void findsItInBase64WhateverStandsAround(String before) {
        String basic = Base64.getEncoder().encodeToString((before + SECRET + ":").getBytes(UTF_8));
        String url = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((before + SECRET).getBytes(UTF_8));

        assertThat(scan.found("a header", ("Basic " + basic).getBytes(UTF_8)))
                .contains("a header holds it in base64");
        assertThat(scan.found("a token", ("x." + url + ".y").getBytes(UTF_8)))
                .contains("a token holds it in base64");
    }

    @Test
    void findsItInAFormAndInAUrl() {
        assertThat(scan.found("a form",
                ("client_secret=" + URLEncoder.encode(SECRET, UTF_8)).getBytes(UTF_8)))
                .contains("a form holds it URL-encoded");
        assertThat(scan.found("a URL", ("/?s=" + URLEncoder.encode(SECRET, UTF_8)
                .replace("+", "%20")).getBytes(UTF_8))).contains("a URL holds it URL-encoded");
    }

    @Test
    void findsItInJsonAndOnAPage() {
        assertThat(scan.found("JSON",
                "{\"s\":\"pl4nted~/Value+\\\"of\\\" th\\u00E9 <secret>&\"}".getBytes(UTF_8)))
                .contains("JSON holds it JSON-escaped");
        assertThat(scan.found("a page",
                "<p>pl4nted~/Value+&quot;of&quot; thé &lt;secret>&amp;</p>".getBytes(UTF_8)))
                .contains("a page holds it HTML-escaped");
    }

    @Test
    void findsNothingWhereItIsNot() {
        assertThat(scan.found("a log", "a secret of somebody else".getBytes(UTF_8))).isEmpty();
    }
}
