package io.syncline.ews.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities to trust: the JDK's, and those of a PEM file besides them. */
final class Trust {

    private Trust() {}

    static SSLContext with(Optional<Path> pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            X509TrustManager known = (X509TrustManager) managers(null).getTrustManagers()[0];
            for (X509Certificate authority : known.getAcceptedIssuers()) {
                store.setCertificateEntry("jdk-" + store.size(), authority);
            }
            for (Certificate added : pem.map(Trust::read).orElse(List.of())) {
                store.setCertificateEntry("added-" + store.size(), added);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot do TLS", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make an empty key store", e);
        }
    }

    private static TrustManagerFactory managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory
                .getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static List<Certificate> read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return new ArrayList<>(
                    CertificateFactory.getInstance("X.509").generateCertificates(in));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read trusted certificates from " + pem, e);
        } catch (CertificateException e) {
            throw new IllegalStateException(pem + " holds no certificate in PEM form", e);
        }
    }
}
