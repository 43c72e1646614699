package io.syncline.source;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.MailboxRef;
import io.syncline.port.Sighting;
import io.syncline.port.Tracking;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mailbox whose contacts have another id in every place, as Exchange's have. */
final class MovingMailbox extends OnlyRead {

    static final String ARCHIVE = "archive";
    private static final Instant MODIFIED = Instant.parse("2026-11-01T09:00:00Z");

    private final Map<String, Reading> there = new LinkedHashMap<>();
    private final Map<String, Runnable> atLook = new HashMap<>();
    private final List<String> followed = new ArrayList<>(List.of("contacts", "clients"));

    /** A contact under this id, made at that time. */
    void put(String id, String folder, Instant createdAt, String name) {
        there.put(id, Reading.newBuilder()
                .setExternalId(id)
                .setFolderId(folder)
                .setVersion("version of " + id + name)
                .setCreatedAt(createdAt)
                .setModifiedAt(MODIFIED)
                .setFields(List.of("givenName", Tracking.SENSITIVITY))
                .setContact(Contact.newBuilder().setGivenName(name).build())
                .build());
    }

    /** It has another id in another place. */
    void move(String id, String folder, String newId) {
        Reading before = remove(id);
        there.put(newId, Reading.newBuilder(before)
                .setExternalId(newId)
                .setFolderId(folder)
                .build());
    }

    /** It moves when somebody is about to look at it. */
    void moveBeforeNextLook(String id, String folder, String newId) {
        atLook.put(id, () -> move(id, folder, newId));
    }

    Reading remove(String id) {
        return Optional.ofNullable(there.remove(id))
                .orElseThrow(() -> new IllegalArgumentException("No contact " + id));
    }

    void dropFolder(String folder) {
        followed.remove(folder);
    }

    @Override
    public String name() {
        return "ews";
    }

    @Override
    public boolean keepsIds() {
        return false;
    }

    @Override
    public Map<String, Integer> entriesMax() {
        return Map.of("givenName", 1);
    }

    @Override
    public Answer<List<String>> folders(MailboxRef mailbox) {
        return Answer.of(List.copyOf(followed));
    }

    /** The position names the ids that were told. */
    @Override
    public Answer<Changes> changes(MailboxRef mailbox, String folderId, String position,
            int pageSize) {
        List<String> told = Arrays.stream(position.split(" ", -1))
                .filter(id -> !id.isEmpty())
                .toList();
        List<Reading> now = there.values()
                .stream()
                .filter(item -> item.getFolderId().equals(Optional.of(folderId)))
                .toList();
        List<String> ids = now.stream().map(Reading::getExternalId).toList();
        List<String> removed = new ArrayList<>(told);
        removed.removeAll(ids);
        List<Reading> items = now.stream()
                .filter(item -> !told.contains(item.getExternalId()))
                .toList();
        return Answer.of(new Changes.Page(items, removed, " " + String.join(" ", ids), true));
    }

    @Override
    public Answer<Set<String>> privateIds(MailboxRef mailbox, String folderId) {
        return Answer.of(Set.of());
    }

    @Override
    public Answer<Sighting> read(MailboxRef mailbox, String externalId) {
        Runnable now = atLook.remove(externalId);
        if (now != null) {
            now.run();
        }
        return Answer.of(Optional.ofNullable(there.get(externalId))
                .<Sighting>map(Sighting.There::new)
                .orElse(new Sighting.Gone(GoneEvidence.NOT_IN_ANY_FOLDER)));
    }

    @Override
    public Answer<List<Reading>> findMadeIn(MailboxRef mailbox, Set<Instant> seconds) {
        return Answer.of(there.values()
                .stream()
                .filter(item -> item.getCreatedAt().filter(seconds::contains).isPresent())
                .toList());
    }
}
