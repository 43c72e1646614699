package io.syncline.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.local.process.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/** What a process tells of itself at one address. */
record Scrape(URI address) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The one value of a metric. */
    double value(String metric) {
        return sum(metric, "");
    }

    /** The sum of a metric's values whose tags hold this text; zero if there are none. */
    double sum(String metric, String tag) {
        return text().lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .filter(line -> line.contains(tag))
                .mapToDouble(line -> Double
                        .parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** How many values a metric has. */
    long count(String metric) {
        return lines().filter(line -> line.startsWith(metric + "{")).count();
    }

    Stream<String> lines() {
        return text().lines();
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(text());
        } catch (JsonProcessingException e) {
            throw new LocalException("No JSON at " + address, e);
        }
    }

    /** @throws LocalException if nobody answers, since the process may be starting */
    private String text() {
        try {
            return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new LocalException("Nobody answers at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted", e);
        }
    }
}
