package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.simulator.mailbox.SimulatedClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The certificates registered for applications, and the check of a JWT that one of their keys signed
 * (RFC 7523; RS256 and PS256, which Entra takes). Forgotten at a restart. Thread-safe.
 */
final class ClientAssertions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PSSParameterSpec PSS = new PSSParameterSpec("SHA-256", "MGF1",
            MGF1ParameterSpec.SHA256, 32, 1);

    private final SimulatedClock clock;
    private final Map<String, List<X509Certificate>> certificates = new ConcurrentHashMap<>();

    ClientAssertions(SimulatedClock clock) {
        this.clock = clock;
    }

    /** @param certificate as PEM or DER */
    void register(String clientId, byte[] certificate) {
        try {
            registered(clientId).add((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("The body is no X.509 certificate", e);
        }
    }

    /**
     * Why the assertion does not prove that an application sent it: it must speak for it, be in time,
     * and be signed by a key whose certificate is registered and in time too.
     */
    Optional<String> refusal(String clientId, String assertion) {
        String[] parts = assertion.split("\\.");
        if (parts.length != 3) {
            return Optional.of("The assertion is no JWT.");
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            if (!claims.path("iss").asText().equalsIgnoreCase(clientId)
                    || !claims.path("sub").asText().equalsIgnoreCase(clientId)
                    || claims.path("exp").asLong() <= Instant.now().getEpochSecond()) {
                return Optional.of("The assertion is not in time, or not the application's.");
            }
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            return registered(clientId).stream()
                    .filter(certificate -> isSigned(header.path("alg").asText(),
                            certificate.getPublicKey(), signed, signature))
                    .findFirst()
                    .map(this::expiry)
                    .orElse(Optional.of("The key was not found."));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("The assertion is no JWT.");
        }
    }

    private Optional<String> expiry(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().isBefore(clock.now())
                ? Optional.of("The key used is expired.")
                : Optional.empty();
    }

    private List<X509Certificate> registered(String clientId) {
        return certificates.computeIfAbsent(clientId.toLowerCase(Locale.ROOT),
                id -> new CopyOnWriteArrayList<>());
    }

    private static boolean isSigned(String algorithm, PublicKey key, byte[] signed,
            byte[] signature) {
        try {
            Signature check;
            if (algorithm.equals("PS256")) {
                check = Signature.getInstance("RSASSA-PSS");
                check.setParameter(PSS);
            } else {
                check = Signature.getInstance("SHA256withRSA");
            }
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // A key of another kind.
        }
    }
}
