package io.syncline.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.benchmarks.pipeline.BenchException;
import io.syncline.benchmarks.pipeline.Percentiles;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Agents who edit their contacts at a steady rate, and what of it is on {@code merged}. An edit is timed from
 * when the mailbox has taken it until anybody can read the merged contact.
 */
final class LiveEdits implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration EVERY = Duration.ofMillis(50);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(45);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(30);

    private final Stage stage;
    private final KafkaConsumer<String, Merged> merged;
    private final List<Contact> contacts = new ArrayList<>();
    /** By the job title that was typed: when. */
    private final Map<String, Long> typed = new HashMap<>();
    private final Map<String, Set<String>> items = new HashMap<>();
    private final List<Long> took = new ArrayList<>();
    private int edits;

    /** One that is edited now and then. */
    private record Contact(String address, String id) {}

    /** @param mailboxes whose contacts are edited */
    LiveEdits(Stage stage, List<String> mailboxes) {
        this.stage = stage;
        this.merged = stage.clients().reader();
        KafkaClients.fromTheStart(merged, TopicCatalogue.MERGED);
        for (String mailbox : mailboxes) {
            String address = Stage.address(mailbox);
            stage.outlook()
                    .contactsOf(address)
                    .forEach(contact -> contacts
                            .add(new Contact(address, contact.path("id").asText())));
        }
    }

    /** Waits until so many contacts of these mailboxes are merged. */
    void awaitMerged(List<String> mailboxes, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (merged(mailboxes) < count && System.nanoTime() < deadline) {
            read();
        }
        check(mailboxes, count);
    }

    private void check(List<String> mailboxes, int count) {
        if (merged(mailboxes) < count) {
            throw new BenchException("Only " + merged(mailboxes) + " of " + count
                    + " contacts are merged within " + PATIENCE.toMinutes() + " min");
        }
    }

    /** Edits for so long. */
    Percentiles run(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        return runWhile(() -> System.nanoTime() < end);
    }

    /** Edits until so many contacts of these mailboxes are merged. */
    Percentiles runUntilMerged(List<String> mailboxes, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Percentiles took = runWhile(
                () -> merged(mailboxes) < count && System.nanoTime() < deadline);
        check(mailboxes, count);
        return took;
    }

    private Percentiles runWhile(BooleanSupplier goesOn) {
        took.clear();
        long next = System.nanoTime();
        while (goesOn.getAsBoolean()) {
            if (System.nanoTime() >= next) {
                next += EVERY.toNanos();
                type();
            }
            read();
        }
        long deadline = System.nanoTime() + LAST_PATIENCE.toNanos();
        while (!typed.isEmpty() && System.nanoTime() < deadline) {
            read();
        }
        if (!typed.isEmpty()) {
            throw new BenchException(typed.size() + " edits were not merged within "
                    + LAST_PATIENCE.toSeconds() + " s");
        }
        return new Percentiles(took);
    }

    /** No contact is edited again before its last edit was seen: nobody would ever see that one. */
    private void type() {
        if (typed.containsKey(title(edits + 1 - contacts.size()))) {
            return;
        }
        Contact contact = contacts.get(edits % contacts.size());
        edits++;
        String title = title(edits);
        stage.outlook()
                .edit(contact.address(), contact.id(),
                        JSON.createObjectNode().put("jobTitle", title));
        typed.put(title, System.nanoTime());
    }

    private static String title(int edit) {
        return "Edit " + edit;
    }

    private void read() {
        for (ConsumerRecord<String, Merged> record : merged.poll(POLL)) {
            long now = System.nanoTime();
            Merged item = record.value();
            items.computeIfAbsent(item.getMailbox(), key -> new HashSet<>()).add(item.getItem());
            item.getContact()
                    .getJobTitle()
                    .map(typed::remove)
                    .ifPresent(at -> took.add(now - at));
        }
    }

    private int merged(List<String> mailboxes) {
        return mailboxes.stream()
                .mapToInt(mailbox -> items.getOrDefault(mailbox, Set.of()).size())
                .sum();
    }

    @Override
    public void close() {
        merged.close();
    }
}
