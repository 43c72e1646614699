package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The certificates registered for the application, and the check of a JWT that one of their keys
 * signed (RFC 7523; RS256 and PS256, which Entra takes). Thread-safe.
 */
final class ClientAssertions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PSSParameterSpec PSS = new PSSParameterSpec("SHA-256", "MGF1",
            MGF1ParameterSpec.SHA256, 32, 1);

    private final String clientId;
    private final List<PublicKey> keys = new CopyOnWriteArrayList<>();

    ClientAssertions(String clientId) {
        this.clientId = clientId;
    }

    /** @param certificate as PEM or DER */
    void register(byte[] certificate) {
        try {
            keys.add(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate))
                    .getPublicKey());
        } catch (CertificateException e) {
            throw new IllegalArgumentException("The body is no X.509 certificate", e);
        }
    }

    /** Whether the assertion speaks for the application, is in time, and is signed by a known key. */
    boolean isValid(String assertion) {
        String[] parts = assertion.split("\\.");
        if (parts.length != 3) {
            return false;
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            return claims.path("iss").asText().equals(clientId)
                    && claims.path("sub").asText().equals(clientId)
                    && claims.path("exp").asLong() > Instant.now().getEpochSecond()
                    && keys.stream()
                            .anyMatch(key -> isSigned(header.path("alg").asText(), key, signed,
                                    signature));
        } catch (IOException | IllegalArgumentException e) {
            return false; // No JWT, so nobody signed it.
        }
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
