package io.syncline.service.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.service.access.CertificateFormat.Parsed;
import io.syncline.service.access.Credential.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate comes with its key, in the forms in which people hold them. */
class CertificateFormatTest {

    private static final String PASSWORD = "open-sesame";

    @TempDir
    private static Path folder;

    private static byte[] pfx = {};
    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private static Certificate certificate;

    @BeforeAll
    static void makeKey() throws IOException {
        pfx = Files.readAllBytes(KeyFile.pfx(folder, PASSWORD));
        certificate = read(pfx, PASSWORD);
    }

    @Test
    void readsAPfxFile() {
        assertThat(certificate.own().getSubjectX500Principal().getName())
                .isEqualTo("CN=syncline-test");
    }

    @Test
    void readsAPemFileWhateverStandsFirst() throws CertificateEncodingException {
        String key = block("PRIVATE KEY", certificate.key().getEncoded());
        String own = block("CERTIFICATE", certificate.own().getEncoded());

        assertThat(read((key + own).getBytes(US_ASCII), "")).isEqualTo(certificate);
        assertThat(read((own + key).getBytes(US_ASCII), "")).isEqualTo(certificate);
    }

    @Test
    void saysThatThePasswordIsAnotherOne() {
        assertThat(refusal(pfx, "guess")).isEqualTo("its password is another one");
    }

    @Test
    void saysWhatAPemFileLacks() throws CertificateEncodingException {
        String key = block("PRIVATE KEY", certificate.key().getEncoded());
        String own = block("CERTIFICATE", certificate.own().getEncoded());

        assertThat(refusal(own.getBytes(US_ASCII), "")).startsWith("it holds no private key");
        assertThat(refusal(key.getBytes(US_ASCII), "")).contains("no certificate");
    }

    @Test
    void saysHowToConvertAnOlderKey() {
        assertThat(refusal((block("RSA PRIVATE KEY", new byte[8]) + block("CERTIFICATE",
                new byte[8])).getBytes(US_ASCII), "")).contains("openssl pkcs8 -topk8");
        assertThat(refusal((block("ENCRYPTED PRIVATE KEY", new byte[8]) + block("CERTIFICATE",
                new byte[8])).getBytes(US_ASCII), "")).contains("is encrypted");
    }

    @Test
    void saysThatAFileIsSomethingElse() {
        assertThat(refusal("hello".getBytes(US_ASCII), ""))
                .isEqualTo("it is neither a PFX (PKCS12) nor a PEM file");
    }

    private static Certificate read(byte[] bytes, String password) {
        assertThat(CertificateFormat.read(bytes, password)).isInstanceOf(Parsed.Read.class);
        return ((Parsed.Read) CertificateFormat.read(bytes, password)).certificate();
    }

    private static String refusal(byte[] bytes, String password) {
        return ((Parsed.Refused) CertificateFormat.read(bytes, password)).why();
    }

    private static String block(String name, byte[] der) {
        return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END " + name + "-----\n";
    }
}
