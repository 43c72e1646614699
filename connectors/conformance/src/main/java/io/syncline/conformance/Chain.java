package io.syncline.conformance;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One reader of the default folder's chain of changes. */
final class Chain {

    private static final int PAGE_SIZE = 3;
    private static final int PAGES_MAX = 1_000;

    final Map<String, Reading> items = new LinkedHashMap<>();
    final List<String> removed = new ArrayList<>();
    String position = "";

    private final MailboxProvider provider;
    private final MailboxRef mailbox;

    Chain(MailboxProvider provider, MailboxRef mailbox) {
        this.provider = provider;
        this.mailbox = mailbox;
    }

    /** Reads to the end of a round, and forgets the one before. */
    void round() {
        items.clear();
        removed.clear();
        for (int pages = 0; pages < PAGES_MAX; pages++) {
            Changes.Page page = (Changes.Page) MailboxUnderTest.valueOf(at(position));
            page.items().forEach(item -> items.put(item.getExternalId(), item));
            removed.addAll(page.removedIds());
            position = page.position();
            if (page.complete()) {
                return;
            }
        }
        throw new AssertionError("The round does not end");
    }

    Answer<Changes> at(String where) {
        return provider.changes(mailbox, folder(), where, PAGE_SIZE);
    }

    Answer<Set<String>> privateIds() {
        return provider.privateIds(mailbox, folder());
    }

    private String folder() {
        return MailboxUnderTest.valueOf(provider.folders(mailbox)).getFirst();
    }
}
