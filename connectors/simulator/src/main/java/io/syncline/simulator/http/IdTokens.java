package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.simulator.http.AuthorizationCodes.Code;
import io.syncline.simulator.mailbox.DirectoryObject;
import io.syncline.simulator.mailbox.DirectoryUser;
import io.syncline.simulator.mailbox.People.Person;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Signs id-tokens with RS256. The keys are made when they are first needed, anew after a restart. */
final class IdTokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int KEY_BITS = 2048;

    private Optional<KeyPair> key = Optional.empty();

    /** The published key, as a JWKS. */
    ObjectNode keys() {
        RSAPublicKey published = (RSAPublicKey) key().getPublic();
        ObjectNode keys = JSON.createObjectNode();
        keys.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", keyId(published))
                .put("n", unsigned(published.getModulus()))
                .put("e", unsigned(published.getPublicExponent()));
        return keys;
    }

    /** The id-token of a person who signed in. */
    String sign(Code code, String issuer) {
        KeyPair published = key();
        KeyPair used = code.mischief() == Mischief.WRONG_KEY ? newKey() : published;
        ObjectNode header = JSON.createObjectNode()
                .put("typ", "JWT")
                .put("alg", "RS256")
                .put("kid", keyId((RSAPublicKey) published.getPublic()));
        String signed = encoded(header) + "." + encoded(claims(code, issuer));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(used.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK signs with RSA", e);
        }
    }

    private static ObjectNode claims(Code code, String issuer) {
        Person person = code.person();
        Instant now = Instant.now();
        boolean isOver = code.mischief() == Mischief.EXPIRED;
        Instant issued = isOver ? now.minus(LIFE.multipliedBy(2)) : now;
        String client = code.application().clientId();
        ObjectNode claims = JSON.createObjectNode()
                .put("ver", "2.0")
                .put("iss", issuer)
                .put("aud",
                        code.mischief() == Mischief.WRONG_AUDIENCE ? "another-" + client : client)
                .put("sub", DirectoryObject.id("subject", client + "/" + person.address()))
                .put("oid", DirectoryUser.idOf(person.address()))
                .put("tid", code.application().directoryId())
                .put("preferred_username", person.address())
                .put("name", person.name())
                .put("iat", issued.getEpochSecond())
                .put("nbf", issued.getEpochSecond())
                .put("exp", issued.plus(LIFE).getEpochSecond());
        String nonce = code.request().get("nonce");
        if (!nonce.isEmpty()) {
            claims.put("nonce", code.mischief() == Mischief.WRONG_NONCE ? "another" : nonce);
        }
        if (!person.roles().isEmpty()) {
            person.roles().forEach(claims.putArray("roles")::add);
        }
        return claims;
    }

    private synchronized KeyPair key() {
        KeyPair made = key.orElseGet(IdTokens::newKey);
        key = Optional.of(made);
        return made;
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK makes RSA keys", e);
        }
    }

    /** Short, and another for every key. */
    private static String keyId(RSAPublicKey key) {
        return Integer.toHexString(key.getModulus().hashCode());
    }

    private static String encoded(ObjectNode json) {
        return BASE64.encodeToString(json.toString().getBytes(UTF_8));
    }

    /** A positive number as JWK writes it: big-endian, without the byte of the sign. */
    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        byte[] rest = new byte[bytes.length - from];
        System.arraycopy(bytes, from, rest, 0, rest.length);
        return BASE64.encodeToString(rest);
    }
}
