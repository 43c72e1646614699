package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.syncline.console.web.VerificationRun.Ending;
import io.syncline.console.web.view.Progress;
import io.syncline.console.web.view.Progress.Phase;
import io.syncline.console.web.view.StepLine;
import io.syncline.console.web.view.StepLine.State;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Step;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressStreamTest {

    private final VerificationRun run = new VerificationRun("acme", "graph", Instant.EPOCH);
    private final ProgressStream stream = new ProgressStream(new Pages(true));
    private Optional<VerificationRun> known = Optional.of(run);
    private final Javalin server = Javalin.create(config -> {
        config.startup.showJavalinBanner = false;
        config.routes.sse("/events", client -> stream.serve(client, known,
                () -> Optional.of(progress())));
    });

    @AfterEach
    void stop() {
        stream.end();
        server.stop();
    }

    @Test
    void tellsEachChangeAndThenTheEnd() throws Exception {
        Iterator<String> events = events();

        assertThat(events.next()).isEqualTo("progress 0 steps");
        run.begins(Step.DIRECTORY);
        run.ends(Step.DIRECTORY, Finding.passed("It is there"));
        passUntil(events, "progress 1 steps");
        run.end(new Ending.Judged(true));

        passUntil(events, "ended ended");
        assertThat(events.hasNext()).isFalse();
    }

    @Test
    void endsAtOnceWhereNothingGoesOn() throws Exception {
        known = Optional.empty();

        Iterator<String> events = events();

        assertThat(events.next()).isEqualTo("progress 0 steps");
        assertThat(events.next()).isEqualTo("ended ended");
        assertThat(events.hasNext()).isFalse();
    }

    @Test
    void letsGoOfItsClientsWhenItEnds() throws Exception {
        Iterator<String> events = events();
        events.next();

        stream.end();

        assertThat(events.hasNext()).isFalse();
    }

    private Progress progress() {
        int steps = run.snapshot().findings().size();
        return new Progress("acme", "graph", Phase.RUNNING, steps + " steps", List.of(
                new StepLine("A step", State.PASSED, "<evil>", "")), List.of(), "/form");
    }

    /** Names and data of events, as a browser takes them: one without data is dropped. */
    private Iterator<String> events() throws Exception {
        server.start("127.0.0.1", 0);
        HttpResponse<Stream<String>> answer = HttpClient.newHttpClient()
                .send(HttpRequest
                        .newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/events"))
                        .header("Accept", "text/event-stream")
                        .build(), BodyHandlers.ofLines());
        Iterator<String> lines = answer.body()
                .filter(line -> line.startsWith("event: ") || line.startsWith("data: "))
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public String next() {
                String name = lines.next().substring("event: ".length());
                String data = lines.next();
                assertThat(data).startsWith("data: ").doesNotContain("<evil>");
                return name + " " + data.substring("data: ".length())
                        .replaceFirst("\\{\"sentence\":\"([^\"]*)\".*", "$1");
            }
        };
    }

    /** Two changes at once may be told as one, or as two. */
    private static void passUntil(Iterator<String> events, String wanted) {
        String event = events.next();
        while (!event.equals(wanted)) {
            assertThat(event).startsWith("progress ");
            event = events.next();
        }
    }
}
