package io.syncline.service.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The authorities to trust: the JDK's, and those of a PEM file besides them.
 *
 * @param context for clients that take the JDK's whole TLS, {@link #sockets()} for others
 * @param manager the same authorities, for clients that ask for them by themselves
 */
public record Trust(SSLContext context, X509TrustManager manager) {

    /**
     * Trusts the JDK's authorities and these.
     *
     * @param pem certificates in PEM form
     * @throws IllegalArgumentException if it holds none
     */
    public static Trust with(Optional<String> pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate known : manager(Optional.empty()).getAcceptedIssuers()) {
                store.setCertificateEntry("jdk-" + store.size(), known);
            }
            for (Certificate added : pem.map(Trust::parsed).orElse(List.of())) {
                store.setCertificateEntry("added-" + store.size(), added);
            }
            X509TrustManager manager = manager(Optional.of(store));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{manager}, null);
            return new Trust(context, manager);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot do TLS", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make an empty key store", e);
        }
    }

    /**
     * What a PEM file holds.
     *
     * @throws UncheckedIOException naming a file that cannot be read
     * @throws IllegalStateException naming a file that holds no certificate
     */
    public static String pem(Path file) {
        try {
            String pem = Files.readString(file, ISO_8859_1);
            parsed(pem);
            return pem;
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read trusted certificates from " + file, e);
        }
    }

    /** Sockets of the same context. */
    public SSLSocketFactory sockets() {
        return context.getSocketFactory();
    }

    private static X509TrustManager manager(Optional<KeyStore> store)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory
                .getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store.orElse(null));
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    private static List<Certificate> parsed(String pem) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(ISO_8859_1)));
            if (found.isEmpty()) {
                throw new IllegalArgumentException("No certificate in PEM form among the trusted");
            }
            return List.copyOf(found);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "The trusted certificates are not in PEM form, or damaged", e);
        }
    }
}
