package io.syncline.simulator.ews;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The e-mail addresses: the first three entries of Graph's list, by key. */
record EmailField() implements ContactField {

    private static final List<String> KEYS = List.of("EmailAddress1", "EmailAddress2",
            "EmailAddress3");
    private static final String LIST = "emailAddresses";

    @Override
    public String element() {
        return "EmailAddresses";
    }

    @Override
    public String uri() {
        return "contacts:EmailAddresses";
    }

    @Override
    public boolean isKeyed() {
        return true;
    }

    @Override
    public Optional<Element> shown(StoredContact contact) {
        List<Element> entries = new ArrayList<>();
        JsonNode emails = contact.contact().path(LIST);
        for (int i = 0; i < KEYS.size(); i++) {
            JsonNode email = emails.path(i);
            if (!email.path("address").asText().isEmpty()) {
                entries.add(Element.text("t:Entry", email.path("address").asText())
                        .with("Key", KEYS.get(i))
                        .with("Name", email.path("name").asText())
                        .with("RoutingType", "SMTP")
                        .with("MailboxType", "Contact"));
            }
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(Element.of("t:EmailAddresses", entries));
    }

    @Override
    public void set(Draft draft, Element value) {
        for (Element entry : value.children()) {
            String name = entry.attribute("Name");
            put(draft, entry.attribute("Key"),
                    email(entry.text(), name.isEmpty() ? entry.text() : name));
        }
    }

    @Override
    public void clear(Draft draft, Element path) {
        put(draft, path.attribute("FieldIndex"), email("", ""));
    }

    private static void put(Draft draft, String key, ObjectNode email) {
        int place = KEYS.indexOf(key);
        if (place < 0) {
            throw EwsError.schema("'" + key + "' is no key of EmailAddresses.");
        }
        draft.entry(LIST, place, email, email("", ""));
    }

    private static ObjectNode email(String address, String name) {
        return JsonNodeFactory.instance.objectNode().put("address", address).put("name", name);
    }
}
