package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random names that nobody guesses, and how they are kept: by their hash, so that no copy lets anybody in. */
final class Token {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder LETTERS = Base64.getUrlEncoder().withoutPadding();

    private Token() {}

    /** 256 random bits, in letters that fit a URL and a cookie. */
    static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return LETTERS.encodeToString(bytes);
    }

    /** What is kept of a token. */
    static String hash(String token) {
        try {
            return LETTERS.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK knows SHA-256", e);
        }
    }

    /** In constant time, so that nothing can be guessed piece by piece. */
    static boolean isSame(String known, String given) {
        return MessageDigest.isEqual(known.getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
