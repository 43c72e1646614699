package io.syncline.service.access;

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
     * Trusts the JDK's authorities and those of the file.
     *
     * @throws UncheckedIOException naming a file that cannot be read
     * @throws IllegalStateException naming a file that holds no certificate
     */
    public static Trust with(Optional<Path> pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate known : manager(Optional.empty()).getAcceptedIssuers()) {
                store.setCertificateEntry("jdk-" + store.size(), known);
            }
            for (Certificate added : pem.map(Trust::read).orElse(List.of())) {
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
