package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.conformance.simulated.ClientKey;
import io.syncline.service.access.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The holder of a key proves that it is his. */
class ClientAssertionTest {

    private static final String PASSWORD = "simulated-secret";
    private static final URI TOKENS = URI.create("https://login.example.com/token");
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeKey() {
        ClientKey.in(folder, PASSWORD);
    }

    @Test
    void saysForWhomItSpeaksForTenMinutes() throws IOException {
        String assertion = assertion().next(NOW);

        JsonNode claims = json(assertion.split("\\.", -1)[1]);
        assertThat(claims.path("aud").asText()).isEqualTo(TOKENS.toString());
        assertThat(claims.path("iss").asText()).isEqualTo("client-id");
        assertThat(claims.path("sub").asText()).isEqualTo("client-id");
        assertThat(claims.path("exp").asLong() - claims.path("nbf").asLong()).isEqualTo(600);
        assertThat(json(assertion.split("\\.", -1)[0]).path("x5t#S256").asText()).hasSize(43);
    }

    @Test
    void isSignedWithTheKeyOfTheCertificate() throws GeneralSecurityException, IOException {
        String[] parts = assertion().next(NOW).split("\\.", -1);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file())) {
            store.load(in, PASSWORD.toCharArray());
        }
        Signature check = Signature.getInstance("RSASSA-PSS");
        check.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32,
                1));
        check.initVerify(store.getCertificate(ClientKey.ALIAS));

        check.update((parts[0] + "." + parts[1]).getBytes(UTF_8));

        assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    private ClientAssertion assertion() {
        return new ClientAssertion("client-id", TOKENS,
                (Credential.Certificate) new ClientKey(file(), PASSWORD).credential());
    }

    private Path file() {
        return folder.resolve("client.p12");
    }

    private static JsonNode json(String part) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
    }
}
