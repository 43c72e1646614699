package io.syncline.ews.client;

import io.syncline.ews.client.Notifications.Ending;
import io.syncline.ews.client.Notifications.Listener;
import io.syncline.ews.client.Unfamiliar.What;
import io.syncline.ews.soap.Envelope;
import io.syncline.ews.soap.GetStreamingEvents;
import io.syncline.ews.soap.GetStreamingEvents.Event;
import io.syncline.ews.soap.GetStreamingEvents.Told;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.Reply;
import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One stream of events while it is read.
 *
 * <pre>
 * the service                              the stream
 * says that it closes                      is closed, as agreed
 * names subscriptions that it lost         has lost those
 * says that it lost one, and not which     has lost all
 * says anything else is wrong              has failed
 * falls silent in the middle               has failed: what was on its way did not arrive
 * </pre>
 */
final class EventStream {

    private final Listener listener;
    private final Unfamiliar unfamiliar;
    private final List<ServiceError> errors = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private boolean isOpen;
    private boolean isClosed;

    EventStream(Listener listener, Unfamiliar unfamiliar) {
        this.listener = listener;
        this.unfamiliar = unfamiliar;
    }

    Answer<Ending> read(GetStreamingEvents operation, InputStream in) {
        Envelope.readAll(operation, in, this::goesOn);
        return ending();
    }

    /** An answer that is no stream, since the service has only one thing to say. */
    Answer<Ending> read(Reply<Told> reply) {
        goesOn(reply);
        return ending();
    }

    private Answer<Ending> ending() {
        if (!lost.isEmpty() || errors.stream().anyMatch(EwsFailures::isSubscriptionLost)) {
            return Answer.of(new Ending.Lost(lost));
        }
        if (!errors.isEmpty()) {
            return Answer.failed(EwsFailures.of(errors.getFirst()));
        }
        return isClosed
                ? Answer.of(new Ending.Closed())
                : Answer.failed(new Failure.Unreachable(Duration.ZERO,
                        "The stream ended without a word"));
    }

    private boolean goesOn(Reply<Told> reply) {
        return switch (reply) {
            case Reply.Fault<Told>(ServiceError error) -> ends(error);
            case Reply.Messages<Told>(List<Outcome<Told>> outcomes) ->
                outcomes.stream().allMatch(this::goesOn);
        };
    }

    private boolean goesOn(Outcome<Told> outcome) {
        return switch (outcome) {
            case Outcome.Refused<Told>(ServiceError error) -> ends(error);
            case Outcome.Done<Told>(Told told) -> {
                lost.addAll(told.lost());
                if (!isOpen && lost.isEmpty()) {
                    isOpen = true;
                    listener.opened();
                }
                told.events().forEach(this::happened);
                told.unknownStatus()
                        .ifPresent(status -> unfamiliar.met(What.CONNECTION_STATUS, status));
                isClosed = told.isClosed();
                yield !isClosed && lost.isEmpty();
            }
        };
    }

    /** Something happened, whether we know the word for it or not. */
    private void happened(Event event) {
        if (!GetStreamingEvents.KINDS.contains(event.kind())) {
            unfamiliar.met(What.KIND_OF_EVENT, event.kind());
        }
        listener.happened(event);
    }

    private boolean ends(ServiceError error) {
        errors.add(error);
        if (!EwsFailures.isKnown(error)) {
            unfamiliar.met(What.RESPONSE_CODE, error.innermost().code());
        }
        return false;
    }
}
