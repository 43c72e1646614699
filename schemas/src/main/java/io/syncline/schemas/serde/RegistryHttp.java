package io.syncline.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one request to the first registry that answers; retries what may pass. Thread-safe. */
final class RegistryHttp implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RegistryHttp.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final RegistryConfig config;
    private final HttpClient http;

    RegistryHttp(RegistryConfig config) {
        this.config = config;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(config.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1);
        config.truststore().ifPresent(location -> builder.sslContext(trusting(location)));
        this.http = builder.build();
    }

    /**
     * @param body JSON to send; null for none
     * @throws RegistryException of the kind that the answer, or its absence, means
     */
    JsonNode send(String method, String path, @Nullable JsonNode body) {
        for (int retry = 1;; retry++) {
            Optional<IOException> failure = Optional.empty();
            for (String url : config.urls()) {
                try {
                    HttpResponse<String> answer = http.send(request(method, url + path, body),
                            BodyHandlers.ofString());
                    if (answer.statusCode() < 500) {
                        return accepted(answer);
                    }
                    failure = Optional.of(new IOException(
                            "HTTP " + answer.statusCode() + " " + answer.body()));
                } catch (IOException e) {
                    failure = Optional.of(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new RegistryException.Unreachable("Interrupted", e);
                }
            }
            pauseOrGiveUp(retry, failure.orElseThrow());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest request(String method, String url, @Nullable JsonNode body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url))
                .timeout(config.readTimeout())
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE)
                .method(method, body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(body.toString()));
        config.authorization().ifPresent(value -> builder.header("Authorization", value));
        return builder.build();
    }

    private static JsonNode accepted(HttpResponse<String> answer) throws IOException {
        String what = answer.request().method() + " " + answer.uri() + " answered HTTP "
                + answer.statusCode() + ": " + answer.body();
        if (answer.statusCode() == 404) {
            throw new RegistryException.Unknown(what);
        }
        if (answer.statusCode() >= 300) {
            throw new RegistryException.Refused(what);
        }
        return JSON.readTree(answer.body());
    }

    private void pauseOrGiveUp(int retry, IOException failure) {
        List<String> urls = config.urls();
        if (retry > config.retriesMax()) {
            throw new RegistryException.Unreachable("No schema registry answered at " + urls
                    + " after " + retry + " tries; check " + RegistryConfig.URL
                    + " and that the registry runs (" + failure + ")", failure);
        }
        LOGGER.atWarn()
                .addKeyValue("urls", urls)
                .addKeyValue("retry", retry)
                .addKeyValue("cause", failure.toString())
                .log("Schema registry does not answer, trying again");
        try {
            Thread.sleep(config.retryWait(retry));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException.Unreachable("Interrupted while waiting for " + urls, e);
        }
    }

    private SSLContext trusting(String location) {
        try (InputStream file = Files.newInputStream(Path.of(location))) {
            KeyStore store = config.truststoreType().equals("PEM") ? pem(file) : loaded(file);
            TrustManagerFactory trust = TrustManagerFactory
                    .getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(RegistryConfig.TRUSTSTORE + "=" + location, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(RegistryConfig.TRUSTSTORE + "=" + location, e);
        }
    }

    private KeyStore loaded(InputStream file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(config.truststoreType());
        store.load(file, config.truststorePassword().value().toCharArray());
        return store;
    }

    /** Certificates one after the other, as Kafka's clients take them too. */
    private static KeyStore pem(InputStream file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(file)) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        if (store.size() == 0) {
            throw new IOException("The file holds no certificate in PEM form");
        }
        return store;
    }
}
