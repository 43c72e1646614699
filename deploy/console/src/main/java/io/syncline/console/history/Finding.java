package io.syncline.console.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.KnownMailboxes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.service.access.SecretFile;
import io.syncline.service.config.ConsoleConfig;
import io.syncline.topology.history.Glance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.StreamSupport;

/** Finds contacts: of one mailbox in its journal, of all of them in the running console's read model. */
public final class Finding {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String OF_ONE = "; or name one mailbox: --mailbox tenant/mailbox";

    private final RunningSystem system;
    private final LongConsumer watcher;

    /**
     * A contact that was found.
     *
     * @param item its whole key
     * @param name as lists show it; empty if it has none
     */
    public record Found(String item, String name, boolean deleted) {

        /** The same for JSON. */
        public Map<String, Object> values() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("item", item);
            values.put("name", name);
            values.put("deleted", deleted);
            return values;
        }

        static Found of(Glance glance) {
            return new Found(HistoryJson.itemOf(glance), nameOf(glance), glance.deleted());
        }

        @Override
        public String toString() {
            return "Found[" + item + "]";
        }
    }

    /** @param watcher is told how many records of a mailbox's partition were passed */
    public Finding(RunningSystem system, LongConsumer watcher) {
        this.system = system;
        this.watcher = watcher;
    }

    /** @throws ConsoleException if nothing is asked for, or the console does not answer */
    public List<Found> find(String text, Optional<MailboxName> mailbox, int max) {
        List<String> asked = Words.asked(text);
        if (asked.isEmpty()) {
            throw ConsoleException.wrongUsage("There is no word in '" + text + "' to look for");
        }
        return mailbox.map(one -> ofOne(asked, one, max)).orElseGet(() -> ofAll(text, max));
    }

    /** As lists show a contact: its name, or else an address of it. */
    public static String nameOf(Glance glance) {
        String display = glance.value("displayName").text();
        if (!display.isEmpty()) {
            return display;
        }
        String full = (glance.value("givenName").text() + " " + glance.value("surname").text())
                .strip();
        return full.isEmpty() ? glance.value("companyName").text() : full;
    }

    private List<Found> ofOne(List<String> asked, MailboxName mailbox, int max) {
        new KnownMailboxes(system).require(mailbox);
        return FoldedMailbox.read(system, mailbox, watcher)
                .glances(mailbox, "", Integer.MAX_VALUE)
                .stream()
                .filter(glance -> HistoryIndex.hasAll(glance, asked))
                .limit(max)
                .map(Found::of)
                .toList();
    }

    private List<Found> ofAll(String text, int max) {
        ConsoleConfig console = system.config().console();
        Path token = console.apiTokenFile();
        if (token == null) {
            throw ConsoleException.failed("To look in all mailboxes, the console is asked, and the"
                    + " setting console.apiTokenFile names no token for that" + OF_ONE);
        }
        URI known = console.publicUrl();
        URI base = known == null
                ? URI.create("http://" + console.host() + ":" + console.port())
                : known;
        ObjectNode question = JSON.createObjectNode().put("text", text).put("max", max);
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1/contacts/find"))
                .timeout(TIMEOUT)
                .header("Authorization",
                        "Bearer " + SecretFile.read("console.apiTokenFile", token))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question.toString()))
                .build();
        return read(base, ask(base, request));
    }

    private static HttpResponse<String> ask(URI base, HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw ConsoleException.failed("The console does not answer at " + base
                    + "; does it run?" + OF_ONE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted", e);
        }
    }

    private static List<Found> read(URI base, HttpResponse<String> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw ConsoleException.failed("The console at " + base + " refuses: "
                        + body.path("detail").asText("status " + response.statusCode()));
            }
            return StreamSupport.stream(body.path("contacts").spliterator(), false)
                    .map(one -> new Found(one.path("item").asText(), one.path("name").asText(),
                            one.path("deleted").asBoolean()))
                    .toList();
        } catch (JsonProcessingException e) {
            throw ConsoleException.failed("What answers at " + base + " is not the console", e);
        }
    }
}
