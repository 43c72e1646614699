package io.syncline.simulator.ews;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.simulator.http.LoopbackPort;
import io.syncline.simulator.http.Simulator;
import io.syncline.simulator.http.SimulatorSettings;
import io.syncline.simulator.mailbox.Mutation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A simulated tenant with one mailbox, reached as clients reach it. Checks what it sends and gets. */
final class ExchangeFixture implements AutoCloseable {

    static final String ADDRESS = "agent@example.com";
    static final String SECRET = "simulated-secret";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator;
    private final HttpClient http;
    private final int port = freePort();
    private final int adminPort = freePort();
    private final String bearer;

    ExchangeFixture(Path data) {
        this(data, new Mutants(Set.of(), Set.of()));
    }

    ExchangeFixture(Path data, EwsMutation mutation) {
        this(data, new Mutants(Set.of(), Set.of(mutation)));
    }

    ExchangeFixture(Path data, Mutation mutation) {
        this(data, new Mutants(Set.of(mutation), Set.of()));
    }

    private ExchangeFixture(Path data, Mutants mutants) {
        simulator = Simulator.start(new SimulatorSettings(data, port, adminPort, "directory",
                "client", SECRET, mutants));
        http = HttpClient.newBuilder().sslContext(trusting(simulator.certificate())).build();
        admin("POST", "/admin/mailboxes", "{\"address\":\"" + ADDRESS + "\"}");
        bearer = "Bearer " + token("grant_type=client_credentials&client_id=client&client_secret="
                + SECRET).path("access_token").asText();
    }

    /** Sends an operation on the mailbox, as the application; both ways must fit the schema. */
    SoapAnswer send(String operation) {
        SoapAnswer answer = sendUnchecked(operation);
        if (answer.status() == 200) {
            Schemas.check(answer.operation());
        }
        return answer;
    }

    /** The same, where the answer, or the request, is not to fit the schema. */
    SoapAnswer sendUnchecked(String operation) {
        return postAsApplication(Soap.envelope(ADDRESS, operation));
    }

    SoapAnswer postAsApplication(String envelope) {
        return post(bearer, envelope);
    }

    /** Sends a valid operation and expects that all of it succeeds. */
    SoapAnswer done(String operation) {
        Schemas.check(new SoapAnswer(0, Soap.envelope("", operation)).operation());
        SoapAnswer answer = send(operation);
        if (answer.status() != 200 || !answer.codes().stream().allMatch("NoError"::equals)) {
            throw new AssertionError(answer);
        }
        return answer;
    }

    SoapAnswer post(String authorization, String envelope) {
        HttpResponse<String> answer = exchange(ews(authorization, envelope));
        return new SoapAnswer(answer.statusCode(), answer.body());
    }

    /** The same, led to another mailbox server. */
    SoapAnswer send(String operation, String cookie) {
        HttpResponse<String> answer = exchange(HttpRequest
                .newBuilder(ews(bearer, Soap.envelope(ADDRESS, operation)), (name, value) -> true)
                .header("Cookie", cookie)
                .build());
        return new SoapAnswer(answer.statusCode(), answer.body());
    }

    /** The answer while it is still being sent. */
    InputStream open(String operation) {
        try {
            return http.send(ews(bearer, Soap.envelope(ADDRESS, operation)),
                    BodyHandlers.ofInputStream())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    JsonNode graph(String method, String path, String body) {
        return json(exchange(HttpRequest
                .newBuilder(URI.create("https://127.0.0.1:" + port + "/v1.0/users/" + ADDRESS
                        + path))
                .header("Authorization", bearer)
                .header("Prefer", "IdType=\"ImmutableId\"")
                .method(method, BodyPublishers.ofString(body))
                .build()).body());
    }

    JsonNode admin(String method, String path, String body) {
        HttpResponse<String> answer = exchange(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                .method(method, BodyPublishers.ofString(body))
                .build());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return json(answer.body());
    }

    void arm(String fault) {
        admin("POST", "/admin/ews/faults", fault);
    }

    void addAccount(String name, String password, boolean mayImpersonate) {
        admin("POST", "/admin/accounts", "{\"name\":\"" + name + "\",\"password\":\"" + password
                + "\",\"mayImpersonate\":" + mayImpersonate + "}");
    }

    /** A folder below Contacts, as a {@code t:FolderId}. */
    String addFolder(String name) {
        String id = admin("POST", "/admin/mailboxes/" + ADDRESS + "/folders",
                "{\"name\":\"" + name + "\"}").path("folderId").asText();
        return "<t:FolderId Id=\"" + id + "\"/>";
    }

    /** What the token endpoint answers to a form. */
    JsonNode token(String form) {
        return json(exchange(HttpRequest
                .newBuilder(URI.create("https://127.0.0.1:" + port
                        + "/directory/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build()).body());
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder()
                .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.shutdownNow();
        simulator.close();
    }

    private HttpRequest ews(String authorization, String envelope) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port
                + "/EWS/Exchange.asmx"))
                .header("Authorization", authorization)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(BodyPublishers.ofString(envelope))
                .build();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
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
