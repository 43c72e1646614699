package io.syncline.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.local.demo.Outlook;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelMailbox.Item;
import io.syncline.simulation.play.MailboxDesk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mailbox of the simulated tenant, by its own store. Whoever acts has just seen it answer, and it is
 * killed between acts only: no act is ever unheard.
 *
 * @param folders its folders' ids, by the names that histories have for them
 */
record OutlookDesk(Outlook outlook, String address,
        Map<String, String> folders) implements MailboxDesk {

    private static final String DELETED_ITEMS = "folder-deleteditems";
    private static final String CONTACTS = "contacts";
    private static final String PRIVATE = "Private";
    /** How Outlook keeps that a contact is private; whatever else is extended is ours. */
    private static final String PRIVATE_PROPERTY = "Id 0x8506";

    @Override
    public List<Item> all() {
        return EditScript.untilDone(() -> outlook.everythingOf(address))
                .stream()
                .map(this::item)
                .toList();
    }

    @Override
    public void make(Map<String, String> fields) {
        outlook.create(address, ContactTexts.json(fields));
    }

    /** The simulated tenant's admin door makes no stamped contacts: this one comes without. */
    @Override
    public Item dragIn(Item item) {
        Map<String, String> fields = new TreeMap<>(item.fields());
        fields.remove(Fields.SENSITIVITY);
        return found(outlook.create(address, ContactTexts.json(fields)));
    }

    @Override
    public Item copy(Item item) {
        return found(outlook.copy(address, item.id()));
    }

    @Override
    public Map<String, String> edit(Item item, Map<String, String> fields) {
        Map<String, String> content = new TreeMap<>(fields);
        String sensitivity = content.remove(Fields.SENSITIVITY);
        if (sensitivity != null) {
            outlook.markPrivate(address, item.id(), sensitivity.equals(PRIVATE));
        }
        return content.isEmpty()
                ? Map.of()
                : ContactTexts.of(outlook.edit(address, item.id(), ContactTexts.json(content)));
    }

    @Override
    public void move(Item item, String folder) {
        outlook.move(address, item.id(), folders.getOrDefault(folder, folder));
    }

    @Override
    public Map<String, String> delete(Item item) {
        outlook.delete(address, item.id());
        return found(item.id()).fields();
    }

    @Override
    public void takeBack(Item item) {
        move(item, CONTACTS);
    }

    private Item found(String id) {
        return all().stream().filter(item -> item.id().equals(id)).findFirst().orElseThrow();
    }

    private Item item(JsonNode contact) {
        Map<String, String> fields = new TreeMap<>(ContactTexts.of(contact));
        StringBuilder stamp = new StringBuilder();
        contact.path("extended").properties().forEach(property -> {
            if (!property.getKey().contains(PRIVATE_PROPERTY)) {
                stamp.append(property.getValue().asText());
            } else if (property.getValue().asBoolean()) {
                fields.put(Fields.SENSITIVITY, PRIVATE);
            }
        });
        String folder = contact.path("folder").asText();
        String name = folders.entrySet()
                .stream()
                .filter(known -> known.getValue().equals(folder))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(CONTACTS);
        return new Item(contact.path("id").asText(), contact.path("changeKey").asText(),
                Instant.parse(contact.path("createdDateTime").asText()),
                Instant.parse(contact.path("lastModifiedDateTime").asText()), fields, name,
                stamp.toString(), "", folder.equals(DELETED_ITEMS), 0, 0);
    }
}
