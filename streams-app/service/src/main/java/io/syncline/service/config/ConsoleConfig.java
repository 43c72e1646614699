package io.syncline.service.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The web console, and what it offers to tenants that are registered with it.
 *
 * @param host to listen at
 * @param port to listen at; 0 picks a free one and logs it
 * @param publicUrl as browsers reach it; null: host and port
 * @param graphUrl Graph's base URL for registered tenants
 * @param authority the token service of registered tenants, without the directory id
 * @param ewsUrl the EWS endpoint of Exchange Online
 * @param trustedCertificatesFile authorities to trust there besides the JDK's, in PEM form
 * @param canaryInterval after which each tenant's access is verified again
 * @param webhook takes every alert as JSON; null: none does
 * @param signIn by whom people are signed in; null: by one-time links from this machine
 * @param linkFile takes the link that signs in, at each start; null: it is logged
 * @param apiTokenFile a file with the token that lets programs in, as operators; null: none does
 * @param historyFolder holds the contacts' histories, rebuilt if it is lost; null: none are kept
 */
public record ConsoleConfig(String host, int port, @Nullable URI publicUrl, URI graphUrl,
        URI authority, URI ewsUrl, @Nullable Path trustedCertificatesFile, Duration canaryInterval,
        @Nullable URI webhook, @Nullable SignIn signIn, @Nullable Path linkFile,
        @Nullable Path apiTokenFile, @Nullable Path historyFolder) {

    public ConsoleConfig {
        Check.text("console.host", host);
        Check.present("console.graphUrl", graphUrl);
        Check.present("console.authority", authority);
        Check.present("console.ewsUrl", ewsUrl);
        Check.positive("console.canaryInterval", canaryInterval);
        if (webhook != null && !List.of("http", "https").contains(webhook.getScheme())) {
            throw new ConfigException("Setting console.webhook is " + webhook
                    + ", must begin with https:// or http://");
        }
    }

    /**
     * OpenID Connect.
     *
     * @param issuer whose discovery document is read at the start
     * @param clientId the console's at the issuer
     * @param clientSecretFile the console's secret there
     * @param operatorRole the value of the {@code roles} claim that lets people change things
     * @param viewerRole the one that lets them look
     */
    public record SignIn(URI issuer, String clientId, Path clientSecretFile, String operatorRole,
            String viewerRole) {
        public SignIn {
            Check.present("console.signIn.issuer", issuer);
            Check.text("console.signIn.clientId", clientId);
            Check.present("console.signIn.clientSecretFile", clientSecretFile);
            operatorRole = operatorRole == null ? "operator" : operatorRole;
            viewerRole = viewerRole == null ? "viewer" : viewerRole;
        }
    }
}
