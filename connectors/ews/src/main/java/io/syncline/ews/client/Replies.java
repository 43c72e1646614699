package io.syncline.ews.client;

import io.syncline.ews.soap.Envelope;
import io.syncline.ews.soap.MalformedAnswer;
import io.syncline.ews.soap.Operation;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.Reply;
import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Takes answers apart: what they hold, or why they hold nothing. */
final class Replies {

    private static final int OK = 200;
    /** Where an envelope may stand: a fault comes with 500, and some with 400 or 503. */
    private static final Set<Integer> WITH_ENVELOPE = Set.of(OK, 400, 500, 503);

    private Replies() {}

    static <T> Answer<Reply<T>> read(Operation<T> operation, HttpResponse<?> answer,
            byte[] body) {
        int status = answer.statusCode();
        if (WITH_ENVELOPE.contains(status)) {
            try {
                return Answer.of(Envelope.read(operation, body));
            } catch (MalformedAnswer e) {
                if (status == OK) {
                    return malformed(operation, String.valueOf(e.getMessage()));
                }
            }
        }
        return Answer.failed(HttpFailures.of(status, answer.headers()));
    }

    /** The one thing that was asked; a refusal of the whole request is that thing's. */
    static <T> Answer<Outcome<T>> one(Operation<T> operation, Reply<T> reply) {
        return switch (reply) {
            case Reply.Fault<T>(ServiceError error) -> Answer.of(new Outcome.Refused<>(error));
            case Reply.Messages<T>(List<Outcome<T>> outcomes) -> outcomes.size() == 1
                    ? Answer.of(outcomes.getFirst())
                    : malformed(operation, outcomes.size() + " messages instead of one");
        };
    }

    /** Several things that were asked, in their order. */
    static <T> Answer<List<Outcome<T>>> all(Operation<T> operation, Reply<T> reply, int count) {
        return switch (reply) {
            case Reply.Fault<T>(ServiceError error) -> Answer.failed(EwsFailures.of(error));
            case Reply.Messages<T>(List<Outcome<T>> outcomes) -> outcomes.size() == count
                    ? Answer.of(outcomes)
                    : malformed(operation, outcomes.size() + " messages instead of " + count);
        };
    }

    /** What was asked, where every refusal is a failure. */
    static <T> Answer<T> value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> Answer.of(value);
            case Outcome.Refused<T>(ServiceError error) -> Answer.failed(EwsFailures.of(error));
        };
    }

    static <T> Answer<T> malformed(Operation<?> operation, String what) {
        return Answer.failed(new Failure.Unreachable(Duration.ZERO,
                operation.name() + ": the answer is not as it should be: " + what));
    }
}
