package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A simulated tenant with two mailboxes, reached over HTTP as clients reach it. */
final class TenantFixture implements AutoCloseable {

    static final String DIRECTORY = "directory";
    static final String CLIENT = "client";
    static final String SECRET = "simulated-secret";
    static final String AGENT = "agent@example.com";
    static final String OTHER = "other@example.com";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator;
    private final HttpClient http;
    private final int port = freePort();
    private final int adminPort = freePort();

    TenantFixture(Path data) {
        simulator = Simulator.start(new SimulatorSettings(data, port, adminPort, DIRECTORY, CLIENT,
                SECRET, Set.of()));
        http = HttpClient.newBuilder().sslContext(trusting(simulator.certificate())).build();
        admin("/admin/mailboxes", "{'address': '" + AGENT + "'}");
        admin("/admin/mailboxes", "{'address': '" + OTHER + "'}");
    }

    /** What came back. */
    record Answer(int status, String location, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }

        /** The status and the code of an error of Graph. */
        String error() {
            return status + " " + json().path("error").path("code").asText();
        }

        String message() {
            return json().path("error").path("message").asText();
        }
    }

    /** Posts to the admin door and expects that it is taken; apostrophes stand for quotes. */
    JsonNode admin(String path, String body) {
        Answer answer = tryAdmin(path, body);
        if (answer.status() >= 300) {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.text().isEmpty() ? JSON.createObjectNode() : answer.json();
    }

    Answer tryAdmin(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    Answer token(String directory, Map<String, String> form) {
        return send(HttpRequest.newBuilder(uri("/" + directory + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(query(form))));
    }

    Answer token(String client, String secret) {
        return token(DIRECTORY, Map.of("grant_type", "client_credentials", "client_id", client,
                "client_secret", secret, "scope", "https://graph.microsoft.com/.default"));
    }

    /** The token of an application that gets one. */
    String bearer(String client, String secret) {
        Answer answer = token(client, secret);
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return answer.json().path("access_token").asText();
    }

    String bearer() {
        return bearer(CLIENT, SECRET);
    }

    /** GET at Graph. */
    Answer get(String bearer, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1.0" + path))
                .header("Authorization", "Bearer " + bearer);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** GET of a link that an answer held. */
    Answer follow(String bearer, String link) {
        return send(HttpRequest.newBuilder(URI.create(link))
                .header("Authorization", "Bearer " + bearer));
    }

    Answer post(String bearer, String path, String body) {
        return send(HttpRequest.newBuilder(uri("/v1.0" + path))
                .header("Authorization", "Bearer " + bearer)
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    /** GET as a browser does it; redirects are not followed. */
    Answer browse(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    URI uri(String path) {
        return URI.create("https://127.0.0.1:" + port + path);
    }

    /** The claims of a token, unchecked. */
    static JsonNode claims(String token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet()
                .stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.shutdownNow();
        simulator.close();
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(),
                    answer.headers().firstValue("Location").orElse(""), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static SSLContext trusting(Path certificate) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("simulator",
                    CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory
                    .getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        return LoopbackPort.free();
    }
}
