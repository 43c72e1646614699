package io.syncline.simulation.play;

import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.model.ModelMailbox.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A mailbox of the model. */
record ModelMailboxDesk(ModelMailbox mailbox, Instant now) implements MailboxDesk {

    @Override
    public List<Item> all() {
        return mailbox.all();
    }

    @Override
    public void make(Map<String, String> fields) {
        mailbox.create(now, fields, "", "", 0);
    }

    @Override
    public Item dragIn(Item item) {
        return mailbox.create(now, item.fields(), item.stamp(), item.writeId(), 0);
    }

    @Override
    public Item copy(Item item) {
        return mailbox.copy(now, item);
    }

    @Override
    public Map<String, String> edit(Item item, Map<String, String> fields) {
        mailbox.patch(now, item, fields, "");
        return Fields.only(item.fields(), fields.keySet());
    }

    @Override
    public void move(Item item, String folder) {
        mailbox.move(now, item, folder);
    }

    @Override
    public Map<String, String> delete(Item item) {
        mailbox.delete(now, item);
        return item.fields();
    }

    @Override
    public void takeBack(Item item) {
        mailbox.restore(item);
    }
}
