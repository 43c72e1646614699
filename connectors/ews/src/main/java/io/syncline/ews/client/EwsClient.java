package io.syncline.ews.client;

import io.syncline.ews.soap.Envelope;
import io.syncline.ews.soap.Operation;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.Reply;
import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Makes requests of the service for one tenant, each one exchange on the caller's thread. Thread-safe.
 */
public final class EwsClient implements AutoCloseable {

    private static final int ANSWER_BYTES_MAX = 64 * 1024 * 1024;

    private final EwsSettings settings;
    private final Transport transport;
    private final OpenRequests open;
    private final Unfamiliar unfamiliar;
    private final Notifications notifications;

    /** A client that makes all requests of its tenant. */
    public EwsClient(EwsSettings settings, EwsHosts hosts) {
        this(settings, hosts, () -> 1);
    }

    /**
     * @param hosts shared with the clients of other tenants and services
     * @param share which part of the tenant's requests this process makes, 0 to 1; changes
     */
    public EwsClient(EwsSettings settings, EwsHosts hosts, DoubleSupplier share) {
        this.settings = settings;
        this.transport = new Transport(settings, hosts.figures());
        this.open = new OpenRequests(hosts.limits().requests(settings), settings.requestsMax(),
                share);
        this.unfamiliar = hosts.unfamiliar();
        this.notifications = new Notifications(settings, transport, open, unfamiliar);
    }

    /** Streams of events, by the same account. */
    public Notifications notifications() {
        return notifications;
    }

    /** Asks one thing; a refusal of the whole request is that thing's. */
    public <T> Answer<Outcome<T>> one(String mailbox, Operation<T> operation) {
        return exchange(mailbox, operation).then(reply -> Replies.one(operation, reply));
    }

    /** Asks one thing whose every refusal is a failure. */
    public <T> Answer<T> value(String mailbox, Operation<T> operation) {
        return one(mailbox, operation).then(Replies::value);
    }

    /** Asks several things; the outcomes come in the order of what was asked. */
    public <T> Answer<List<Outcome<T>>> all(String mailbox, Operation<T> operation, int count) {
        return exchange(mailbox, operation).then(reply -> Replies.all(operation, reply, count));
    }

    @Override
    public void close() {
        transport.close();
    }

    private <T> Answer<Reply<T>> exchange(String mailbox, Operation<T> operation) {
        byte[] envelope = new Envelope(settings.serverVersion(),
                settings.impersonates() ? mailbox : "").of(operation);
        return transport
                .send(new Transport.Post(mailbox, mailbox, BodyPublishers.ofByteArray(envelope),
                        Map.of()),
                        LimitedBody.handler(ANSWER_BYTES_MAX), open)
                .then(answer -> Replies.read(operation, answer, answer.body()))
                .then(reply -> {
                    noteUnknown(reply);
                    return Answer.of(reply);
                });
    }

    private <T> void noteUnknown(Reply<T> reply) {
        switch (reply) {
            case Reply.Fault<T>(ServiceError error) -> noteUnknown(error);
            case Reply.Messages<T>(List<Outcome<T>> outcomes) -> outcomes.forEach(outcome -> {
                if (outcome instanceof Outcome.Refused<T>(ServiceError error)) {
                    noteUnknown(error);
                }
            });
        }
    }

    private void noteUnknown(ServiceError error) {
        if (!EwsFailures.isKnown(error)) {
            unfamiliar.met(Unfamiliar.What.RESPONSE_CODE, error.innermost().code());
        }
    }
}
