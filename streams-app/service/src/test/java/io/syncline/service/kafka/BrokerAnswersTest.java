package io.syncline.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.junit.jupiter.api.Test;

class BrokerAnswersTest {

    private final Deque<RuntimeException> failures = new ArrayDeque<>();

    @Test
    void areAskedForAgainWhileBrokersChange() {
        failures.addAll(List.of(new DisconnectException(), new NotLeaderOrFollowerException()));

        assertThat(BrokerAnswers.to(this::answer)).isEqualTo("answer");
        assertThat(failures).isEmpty();
    }

    @Test
    void areNotAwaitedForEver() {
        failures.addAll(List.of(new DisconnectException("first"), new DisconnectException("last")));

        assertThatThrownBy(() -> BrokerAnswers.to(this::answer, Duration.ofMillis(90)))
                .isInstanceOf(DisconnectException.class)
                .hasMessage("last");
    }

    @Test
    void areNotAskedForAgainWhereThatHelpsNobody() {
        failures.add(new AuthorizationException("not allowed"));

        assertThatThrownBy(() -> BrokerAnswers.to(this::answer))
                .isInstanceOf(AuthorizationException.class);
    }

    private String answer() {
        if (!failures.isEmpty()) {
            throw failures.removeFirst();
        }
        return "answer";
    }
}
