package io.syncline.simulator.crm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The CRM's records, its unsent edits, and how far it followed; in one file that is only appended to,
 * so that a kill loses nothing. Thread-safe; whoever reads and then writes holds its monitor.
 */
final class CrmStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> records = new LinkedHashMap<>();
    private final Map<String, String> recordsByItem = new LinkedHashMap<>();
    private final Deque<ObjectNode> outbox = new ArrayDeque<>();
    private final BufferedWriter file;
    private String lastEventId = "";

    CrmStore(Path folder) {
        Path path = folder.resolve("crm.jsonl");
        try {
            Files.createDirectories(folder);
            if (Files.exists(path)) {
                try (Stream<String> lines = Files.lines(path)) {
                    lines.filter(line -> line.endsWith("}")).forEach(line -> apply(parse(line)));
                }
            }
            file = Files.newBufferedWriter(path, StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + path, e);
        }
    }

    synchronized List<ObjectNode> records(String mailbox) {
        return records.values()
                .stream()
                .filter(record -> record.path("mailbox").asText().equals(mailbox))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    synchronized Optional<ObjectNode> record(String mailbox, String id) {
        return Optional.ofNullable(records.get(mailbox + "/" + id)).map(ObjectNode::deepCopy);
    }

    /** Keeps a record and the edit that is to be sent because of it, together. */
    synchronized void edited(ObjectNode record, ObjectNode edit) {
        keep("edited", JSON.createObjectNode().set("record", record),
                line -> line.set("edit", edit));
    }

    /** Keeps what a change made of a record, and that it was followed. */
    synchronized void followed(ObjectNode record, String eventId) {
        keep("followed", JSON.createObjectNode().set("record", record),
                line -> line.put("eventId", eventId));
    }

    synchronized void sent() {
        keep("sent", JSON.createObjectNode(), line -> {});
    }

    synchronized Optional<ObjectNode> nextUnsent() {
        return Optional.ofNullable(outbox.peek());
    }

    synchronized String lastEventId() {
        return lastEventId;
    }

    /** The record that an item's changes go to. */
    synchronized String recordIdOf(String mailbox, String item, String recordId) {
        if (!recordId.isEmpty()) {
            return recordId;
        }
        return recordsByItem.getOrDefault(mailbox + "/" + item, item);
    }

    private void keep(String kind, ObjectNode line, Consumer<ObjectNode> rest) {
        line.put("kind", kind);
        rest.accept(line);
        try {
            file.write(line.toString());
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The CRM cannot keep a change", e);
        }
        apply(line);
    }

    private void apply(JsonNode line) {
        if (line.get("record") instanceof ObjectNode record) {
            String mailbox = record.path("mailbox").asText() + "/";
            String id = record.path("id").asText();
            records.put(mailbox + id, record);
            // An item that was first met in the mailbox turned out to be a record made here.
            String before = recordsByItem.put(mailbox + record.path("item").asText(), id);
            if (before != null && !before.equals(id) && !record.path("item").asText().isEmpty()) {
                records.remove(mailbox + before);
            }
        }
        switch (line.path("kind").asText()) {
            case "edited" -> outbox.add((ObjectNode) line.get("edit"));
            case "followed" -> lastEventId = line.path("eventId").asText();
            case "sent" -> outbox.poll();
            default -> throw new IllegalStateException("Unknown line in the CRM's file");
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The CRM's file holds a line that is no JSON", e);
        }
    }
}
