package io.syncline.source;

import static java.util.Objects.requireNonNull;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.Listening;
import io.syncline.port.MailboxRef;
import io.syncline.port.Sighting;
import io.syncline.port.Translation;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider that tells what a test queued; it only reads. */
final class ScriptedProvider extends OnlyRead {

    final Queue<Answer<Changes>> pages = new ArrayDeque<>();
    final Map<String, Reading> there = new HashMap<>();
    final Set<String> privateIds = new HashSet<>();
    final Map<MailboxRef, Runnable> listeners = new HashMap<>();
    final List<String> looks = new ArrayList<>();
    final List<String> positions = new ArrayList<>();
    final Map<String, String> translations = new HashMap<>();
    private final String name;
    List<String> folders = List.of("contacts");
    @Nullable
    Failure translationFailure;
    @Nullable
    Failure privateFailure;
    @Nullable
    Failure searchFailure;
    int privateSearches;

    ScriptedProvider() {
        this("graph");
    }

    ScriptedProvider(String name) {
        this.name = name;
    }

    /** As Exchange does, whose contacts have another id in every place. */
    @Override
    public boolean keepsIds() {
        return !name.equals("ews");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Integer> entriesMax() {
        return Map.of("displayName", 1);
    }

    @Override
    public Answer<List<String>> folders(MailboxRef mailbox) {
        return Answer.of(folders);
    }

    @Override
    public Answer<Changes> changes(MailboxRef mailbox, String folderId, String position,
            int pageSize) {
        positions.add(position);
        return pages.remove();
    }

    @Override
    public Answer<Set<String>> privateIds(MailboxRef mailbox, String folderId) {
        privateSearches++;
        Failure failure = privateFailure;
        return failure == null ? Answer.of(Set.copyOf(privateIds)) : Answer.failed(failure);
    }

    @Override
    public Answer<Sighting> read(MailboxRef mailbox, String externalId) {
        looks.add(externalId);
        return Answer.of(Optional.ofNullable(there.get(externalId))
                .<Sighting>map(Sighting.There::new)
                .orElse(new Sighting.Gone(GoneEvidence.DELETED_ITEMS)));
    }

    @Override
    public Answer<List<Reading>> findMadeIn(MailboxRef mailbox, Set<Instant> seconds) {
        Failure failure = searchFailure;
        return failure == null
                ? Answer.of(there.values()
                        .stream()
                        .filter(item -> item.getCreatedAt()
                                .map(at -> at.truncatedTo(ChronoUnit.SECONDS))
                                .filter(seconds::contains)
                                .isPresent())
                        .toList())
                : Answer.failed(failure);
    }

    @Override
    public Answer<Map<String, String>> translated(MailboxRef mailbox, Translation translation,
            List<String> ids) {
        Failure failure = translationFailure;
        if (failure != null) {
            return Answer.failed(failure);
        }
        Map<String, String> found = new HashMap<>(translations);
        found.keySet().retainAll(ids);
        return Answer.of(found);
    }

    @Override
    public Listening listen(MailboxRef mailbox, Runnable due) {
        listeners.put(mailbox, due);
        return new Listening() {
            @Override
            public boolean hears() {
                return listeners.containsKey(mailbox);
            }

            @Override
            public void close() {
                listeners.remove(mailbox);
            }
        };
    }

    /** Something happened in the mailbox. */
    void tells(MailboxRef mailbox) {
        requireNonNull(listeners.get(mailbox)).run();
    }
}
