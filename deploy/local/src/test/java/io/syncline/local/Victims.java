package io.syncline.local;

import io.syncline.local.process.JavaChild;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The processes that are killed in a test, by name, whoever keeps them running. */
final class Victims {

    private final Stack stack;

    Victims(Stack stack) {
        this.stack = stack;
    }

    /** What bears this name now; it is another process after each kill. */
    JavaChild get(String name) {
        return supervisors().flatMap(supervisor -> supervisor.child(name).stream())
                .findFirst()
                .orElseThrow();
    }

    /** How often any of them has been started again. */
    int restarts() {
        return supervisors().flatMap(supervisor -> supervisor.restarts().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    private Stream<Supervisor> supervisors() {
        return Stream.of(stack.supervisor(), stack.infrastructure().supervisor());
    }
}
