package io.syncline.graph;

import io.syncline.graph.GraphTokens.Given;
import io.syncline.graph.GraphTokens.NoToken;
import io.syncline.port.Failure;
import io.syncline.port.verify.AadFailures;
import io.syncline.port.verify.AccessChecks;
import io.syncline.port.verify.Finding;
import io.syncline.service.access.Trust;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds out for an administrator whether a tenant's settings of Graph work. Writes nothing. Not
 * thread-safe: one verification makes one.
 */
public final class GraphChecks implements AccessChecks {

    private final GraphSettings settings;
    private final EntraDirectory directory;
    private final GraphTokens tokens;
    private final GraphCalls calls;
    private final GraphRemedies remedies;
    private final GraphMailbox mailbox;
    private Optional<Given> given = Optional.empty();

    /** @throws IllegalArgumentException where the settings are not even of the right form */
    public GraphChecks(GraphSettings settings) {
        Trust trust = Trust.with(settings.trustedCertificates());
        this.settings = settings;
        this.directory = new EntraDirectory(settings.authority(), trust,
                settings.requestTimeout());
        this.tokens = new GraphTokens(settings, trust);
        this.calls = new GraphCalls(settings, tokens, trust);
        this.remedies = new GraphRemedies(settings);
        this.mailbox = new GraphMailbox(calls, remedies);
    }

    @Override
    public Finding directory() {
        return directory.look(settings.directoryId());
    }

    @Override
    public Finding token() {
        try {
            Given fresh = tokens.fresh();
            given = Optional.of(fresh);
            return Finding.passed("Microsoft Entra gave a token, valid for "
                    + Math.ceilDiv(Duration.between(Instant.now(), fresh.ends()).toSeconds(), 60)
                    + " minutes");
        } catch (NoToken e) {
            return refused(e);
        }
    }

    @Override
    public Finding permissions() {
        try {
            Given token = given.orElseGet(tokens::fresh);
            return GraphPermissions.judged(GraphPermissions.roles(token.token()));
        } catch (NoToken e) {
            return refused(e);
        }
    }

    /** Graph is open to every application that was granted something (facts/graph.md 7). */
    @Override
    public Finding protocol(String address) {
        return Finding.passed("Microsoft Graph is always on and needs no switch");
    }

    @Override
    public Finding mailbox(String address) {
        return mailbox.isOfUser(address);
    }

    @Override
    public Finding outside(String address) {
        return mailbox.isClosed(address);
    }

    @Override
    public Finding explained(Failure failure) {
        return remedies.explained(failure);
    }

    @Override
    public void close() {
        calls.close();
        directory.close();
    }

    private Finding refused(NoToken refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return AadFailures.unreachable(settings.authority().getHost(),
                        AadFailures.said(cause));
            }
        }
        return AadFailures.of(refused.words());
    }
}
