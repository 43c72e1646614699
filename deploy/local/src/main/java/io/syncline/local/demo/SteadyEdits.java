package io.syncline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Somebody at the CRM who edits one contact after another, so that no two edits of one meet. */
final class SteadyEdits implements AutoCloseable {

    private static final long PAUSE_NANOS = 250_000_000;

    private final CrmDesk crm;
    private final String mailbox;
    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean ended;
    private volatile int made;

    SteadyEdits(CrmDesk crm, String mailbox) {
        this.crm = crm;
        this.mailbox = mailbox;
        this.thread = new Thread(this::run, "steady-edits");
        thread.start();
    }

    int made() {
        return made;
    }

    /** Whether the last edit of each contact shows. */
    boolean arrived(Function<String, Optional<JsonNode>> contacts) {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return last.entrySet()
                .stream()
                .allMatch(edit -> contacts.apply(edit.getKey())
                        .map(contact -> contact.path("department").asText())
                        .filter(edit.getValue()::equals)
                        .isPresent());
    }

    /** Returns when nothing more is edited. */
    void end() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
    }

    private void run() {
        try {
            List<JsonNode> records = crm.recordsOf(mailbox);
            while (!ended) {
                JsonNode record = records.get(made % records.size());
                String value = "Team " + made;
                crm.edit(mailbox, record.path("id").asText(),
                        JsonNodeFactory.instance.objectNode().put("department", value));
                last.put(record.path("contact")
                        .path("emailAddresses")
                        .path(0)
                        .path("address")
                        .asText(), value);
                made = made + 1;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (RuntimeException e) { // Told to whoever asks what arrived.
            failure.set(e);
        }
    }
}
