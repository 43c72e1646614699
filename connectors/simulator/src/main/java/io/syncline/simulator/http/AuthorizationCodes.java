package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.syncline.simulator.mailbox.Application;
import io.syncline.simulator.mailbox.People.Person;
import io.syncline.simulator.mailbox.SimulatedClock;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The codes that signed-in people brought back, each good for one token. Thread-safe. */
final class AuthorizationCodes {

    private static final Duration LIFE = Duration.ofMinutes(10);
    /** Beyond it all are forgotten: nobody has so many sign-ins under way. */
    private static final int CODES_MAX = 1000;

    private final SimulatedClock clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Set<String> redeemed = new HashSet<>();

    AuthorizationCodes(SimulatedClock clock) {
        this.clock = clock;
    }

    /**
     * What a code stands for.
     *
     * @param application to which the person signed in
     * @param request what the application asked
     * @param mischief what is to be wrong with the id-token
     */
    record Code(Application application, AuthorizationRequest request, Person person,
            Mischief mischief, Instant ends) {

        String redirectUri() {
            return request.redirectUri();
        }

        String scope() {
            return request.get("scope");
        }

        /** Whether it was asked for with the challenge of this verifier; with none, where it is empty. */
        boolean isProvedBy(String verifier) {
            String challenge = request.get("code_challenge");
            return verifier.isEmpty()
                    ? challenge.isEmpty()
                    : challenge.equals(Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(sha256(verifier)));
        }
    }

    synchronized String issue(Application application, AuthorizationRequest request,
            Person person, Mischief mischief) {
        if (codes.size() >= CODES_MAX) {
            codes.clear();
            redeemed.clear();
        }
        String code = "0." + UUID.randomUUID();
        codes.put(code, new Code(application, request, person, mischief,
                clock.now().plus(LIFE)));
        return code;
    }

    /** @throws TokenError where there is no such code of the application, or no more */
    synchronized Code redeem(String text, Application application) {
        Code code = codes.get(text);
        if (code == null
                || !code.application().clientId().equals(application.clientId())
                || !code.application().directoryId().equals(application.directoryId())) {
            throw TokenError.unknownCode();
        }
        if (!redeemed.add(text)) {
            throw TokenError.usedCode();
        }
        if (code.ends().isBefore(clock.now())) {
            throw TokenError.expiredCode();
        }
        return code;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
