package io.syncline.local;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold of the topics whichever generation of merge publishes. */
final class PublishedOnce {

    private PublishedOnce() {}

    /** Commands of which two have one number. */
    static List<String> commandsSentTwice(WholeStack everything) {
        Map<String, Integer> sent = new HashMap<>();
        everything.topics()
                .all(TopicCatalogue.WRITES, Write.class)
                .forEach(write -> sent.merge(write.getItem() + "#" + write.getNumber(), 1,
                        Integer::sum));
        return sent.entrySet()
                .stream()
                .filter(command -> command.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Changes that do not count on from the one before of their item. */
    static List<String> versionsThatGoBack(WholeStack everything) {
        Map<String, Long> last = new HashMap<>();
        List<String> back = new ArrayList<>();
        everything.topics()
                .all(TopicCatalogue.CHANGES, Change.class)
                .stream()
                .sorted(Comparator.comparing(Change::getItem))
                .forEach(change -> {
                    Long before = last.put(change.getItem(), change.getVersion());
                    if (before != null && change.getVersion() <= before) {
                        back.add(change.getItem() + ": " + before + ", " + change.getVersion());
                    }
                });
        return back;
    }
}
