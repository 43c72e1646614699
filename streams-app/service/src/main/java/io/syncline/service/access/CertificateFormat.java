package io.syncline.service.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.syncline.service.access.Credential.Certificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two forms in which people hold a certificate with its key: PFX (PKCS12) and PEM. */
public final class CertificateFormat {

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final Pattern KEY = Pattern
            .compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");
    private static final Pattern KEY_BLOCK = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*-----END [A-Z ]*PRIVATE KEY-----\\s*");
    private static final String TO_PKCS8 = "; convert it with: openssl pkcs8 -topk8 -nocrypt";

    private CertificateFormat() {}

    /** What the bytes hold. */
    public sealed interface Parsed {
        record Read(Certificate certificate) implements Parsed {}

        /** @param why what is wrong, for whoever chose the file; shows nothing of it */
        record Refused(String why) implements Parsed {}
    }

    /** @param password of a PFX file; empty where it has none */
    public static Parsed read(byte[] bytes, String password) {
        String text = new String(bytes, ISO_8859_1);
        if (text.contains("-----BEGIN ")) {
            return pem(text, bytes);
        }
        return pfx(bytes, password.toCharArray());
    }

    private static Parsed pfx(byte[] bytes, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password);
            Optional<String> alias = Collections.list(store.aliases())
                    .stream()
                    .filter(name -> isKey(store, name))
                    .findFirst();
            if (alias.isEmpty()) {
                return new Parsed.Refused("it holds no private key; export the certificate"
                        + " together with its key");
            }
            PrivateKey key = (PrivateKey) store.getKey(alias.get(), password);
            List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias.get()))
                    .map(X509Certificate.class::cast)
                    .toList();
            return new Parsed.Read(new Certificate(key, chain));
        } catch (IOException e) { // The JDK tells a wrong password by its cause.
            return new Parsed.Refused(e.getCause() instanceof GeneralSecurityException
                    ? "its password is another one"
                    : "it is neither a PFX (PKCS12) nor a PEM file");
        } catch (GeneralSecurityException e) {
            return new Parsed.Refused("it cannot be read as a PFX (PKCS12) file, or its password"
                    + " is another one");
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key store was loaded", e);
        }
    }

    private static Parsed pem(String text, byte[] bytes) {
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            return new Parsed.Refused("it holds no private key; put the certificate and its key"
                    + " into one file");
        }
        if (!text.contains(CERTIFICATE)) {
            return new Parsed.Refused("it holds a private key, and no certificate; put both into"
                    + " one file");
        }
        if (key.group(1).startsWith("ENCRYPTED")) {
            return new Parsed.Refused("its private key is encrypted" + TO_PKCS8);
        }
        if (!key.group(1).isEmpty()) {
            return new Parsed.Refused("its private key has the older form '" + key.group(1)
                    + "PRIVATE KEY'" + TO_PKCS8);
        }
        return pkcs8(key.group(2), bytes);
    }

    private static Parsed pkcs8(String base64, byte[] pem) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            Base64.getMimeDecoder().decode(base64)));
            return new Parsed.Read(new Certificate(key, certificates(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return new Parsed.Refused("its certificate or its RSA key is damaged");
        }
    }

    private static List<X509Certificate> certificates(byte[] pem) throws CertificateException {
        String onlyCertificates = KEY_BLOCK.matcher(new String(pem, ISO_8859_1)).replaceAll("");
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(onlyCertificates.getBytes(ISO_8859_1)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
