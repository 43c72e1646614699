package io.syncline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** People at work in the CRM, and a look into its own store. */
public final class CrmDesk implements AutoCloseable {

    private final Http http;

    /** @param crm the CRM's door */
    public CrmDesk(URI crm) {
        this.http = new Http(crm);
    }

    /** Makes a record; returns its id. */
    public String create(String mailbox, ObjectNode contact) {
        return http.send("POST", records(mailbox), contact.toString()).path("id").asText();
    }

    /** Sets fields; returns what stood in them before. */
    public JsonNode edit(String mailbox, String id, ObjectNode fields) {
        return http.send("PATCH", records(mailbox) + "/" + id, fields.toString())
                .path("overwritten");
    }

    /** Deletes a record; returns what stood in it. */
    public JsonNode delete(String mailbox, String id) {
        return http.send("DELETE", records(mailbox) + "/" + id, "").path("contact");
    }

    /** The records of a mailbox that are not deleted. */
    public List<JsonNode> recordsOf(String mailbox) {
        List<JsonNode> records = new ArrayList<>();
        http.get(records(mailbox)).forEach(record -> {
            if (!record.path("deleted").asBoolean()) {
                records.add(record);
            }
        });
        return records;
    }

    public Optional<JsonNode> byEmail(String mailbox, String email) {
        return recordsOf(mailbox).stream()
                .filter(record -> record.path("contact")
                        .path("emailAddresses")
                        .path(0)
                        .path("address")
                        .asText()
                        .equalsIgnoreCase(email))
                .findFirst();
    }

    @Override
    public void close() {
        http.close();
    }

    private static String records(String mailbox) {
        return "/mailboxes/" + mailbox + "/records";
    }
}
