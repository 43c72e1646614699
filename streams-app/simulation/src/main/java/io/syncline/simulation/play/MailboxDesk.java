package io.syncline.simulation.play;

import io.syncline.simulation.model.ModelMailbox.Item;
import java.util.List;
import java.util.Map;

/** What a person can do in a mailbox. Fields are texts by name; an empty text clears. */
public interface MailboxDesk {

    /** Everything, what is deleted included. */
    List<Item> all();

    void make(Map<String, String> fields);

    /** Makes what stands in another mailbox, our stamp included where the mailbox takes it over. */
    Item dragIn(Item item);

    Item copy(Item item);

    /** @return what stood in these fields at that moment, whatever the person had looked at */
    Map<String, String> edit(Item item, Map<String, String> fields);

    void move(Item item, String folder);

    /** @return what stood there at that moment */
    Map<String, String> delete(Item item);

    /** From Deleted Items. */
    void takeBack(Item item);

    default List<Item> alive() {
        return all().stream().filter(item -> !item.deleted()).toList();
    }
}
