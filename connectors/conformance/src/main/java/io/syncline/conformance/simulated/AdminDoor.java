package io.syncline.conformance.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The door by which tests arrange what is in a simulated tenant. Fails a test that is refused. */
final class AdminDoor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;

    AdminDoor(int port) {
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    JsonNode post(String path, ObjectNode body) {
        return send("POST", path, body.toString());
    }

    /** On a connection of its own: one that was kept may be closed by the tenant while it is used again. */
    JsonNode send(String method, String path, String body) {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(base.resolve(path))
                    .method(method, BodyPublishers.ofString(body))
                    .build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " "
                        + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
