package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    private final Sessions sessions = new Sessions(new SteppedClock());
    private final String id = sessions.open("vera", Role.VIEWER);
    private final Session session = sessions.of(id).orElseThrow();
    private final AtomicInteger told = new AtomicInteger();
    private final LiveStream stream = new LiveStream(Duration.ofMillis(20));
    private final Javalin server = Javalin.create(config -> {
        config.startup.showJavalinBanner = false;
        config.routes.sse("/events", client -> stream.serve(client,
                () -> sessions.isOpen(session),
                () -> Map.of("flow", String.valueOf(told.incrementAndGet()))));
    });

    @AfterEach
    void stop() {
        stream.end();
        server.stop();
    }

    @Test
    void tellsThePartsAgainAndAgain() throws Exception {
        Iterator<String> events = events();

        assertThat(events.next()).isEqualTo("parts {\"flow\":\"1\"}");
        assertThat(events.next()).isEqualTo("parts {\"flow\":\"2\"}");
    }

    @Test
    void tellsNothingMoreToWhoeverWasSignedOut() throws Exception {
        Iterator<String> events = events();
        events.next();

        sessions.close(id);
        String event = events.next();
        while (event.startsWith("parts ")) { // What was on its way.
            event = events.next();
        }

        assertThat(event).isEqualTo("left left");
        assertThat(events.hasNext()).isFalse();
    }

    /** Names and data of events. */
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
                return lines.next().substring("event: ".length()) + " "
                        + lines.next().substring("data: ".length());
            }
        };
    }
}
