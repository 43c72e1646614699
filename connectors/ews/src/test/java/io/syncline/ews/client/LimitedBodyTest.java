package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No answer fills the memory. */
class LimitedBodyTest {

    private final ScriptedService service = new ScriptedService();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.shutdownNow();
        service.close();
    }

    @Test
    void takesABodyWithinTheLimit() throws IOException, InterruptedException {
        service.answers(200, "12345678".getBytes(UTF_8));

        assertThat(http.send(request(), LimitedBody.handler(8)).body())
                .isEqualTo("12345678".getBytes(UTF_8));
    }

    @Test
    void takesALargerOneForAFailureOfTheNetwork() {
        service.answers(200, "123456789".getBytes(UTF_8));

        assertThatThrownBy(() -> http.send(request(), LimitedBody.handler(8)))
                .isInstanceOf(IOException.class);
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(service.url("/")).GET().build();
    }
}
