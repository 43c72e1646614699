package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.service.access.Credential;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Proves that we hold the key of a certificate that is registered for the application: a JWT signed
 * with it, as "Microsoft identity platform application authentication certificate credentials" says
 * (PS256, x5t#S256).
 */
final class ClientAssertion {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final PSSParameterSpec PSS = new PSSParameterSpec("SHA-256", "MGF1",
            MGF1ParameterSpec.SHA256, 32, 1);

    private final String clientId;
    private final URI audience;
    private final Credential.Certificate certificate;

    ClientAssertion(String clientId, URI audience, Credential.Certificate certificate) {
        this.clientId = clientId;
        this.audience = audience;
        this.certificate = certificate;
    }

    /** A new assertion; each is good for one request. */
    String next(Instant now) {
        ObjectNode header = JSON.createObjectNode().put("alg", "PS256").put("typ", "JWT");
        ObjectNode claims = JSON.createObjectNode()
                .put("aud", audience.toString())
                .put("iss", clientId)
                .put("sub", clientId)
                .put("jti", UUID.randomUUID().toString())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond());
        try {
            header.put("x5t#S256", encoded(
                    MessageDigest.getInstance("SHA-256")
                            .digest(certificate.own().getEncoded())));
            String signed = encoded(header.toString().getBytes(UTF_8)) + "."
                    + encoded(claims.toString().getBytes(UTF_8));
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(PSS);
            signature.initSign(certificate.key());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate's key cannot sign as PS256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
