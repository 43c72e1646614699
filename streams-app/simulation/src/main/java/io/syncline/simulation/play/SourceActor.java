package io.syncline.simulation.play;

import io.syncline.port.MailboxRef;
import io.syncline.port.Tracking;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.model.ModelProvider;
import io.syncline.source.MailboxReader;
import io.syncline.source.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The source of one mailbox: the real reader, and a step that is read now and published later, its
 * facts and its cursor in one transaction.
 */
final class SourceActor {

    private static final int PAGE = 8;
    private static final int STEPS_MAX = 200;
    private static final Duration LISTING_INTERVAL = Duration.ofHours(24);

    private final MailboxRef ref;
    private final MailboxReader reader;
    private Cursor cursor;
    private int nextFolder;
    private Optional<Step> read = Optional.empty();

    SourceActor(Place place, ModelProvider provider) {
        this.ref = new MailboxRef(place.tenant(), place.mailbox(),
                place.mailbox() + "@example.com", ModelMailbox.FOLLOWED,
                new Tracking(false, Set.of()));
        this.reader = new MailboxReader(provider, Policy.newBuilder().build(), PAGE,
                LISTING_INTERVAL);
        this.cursor = reader.beginning(ref);
    }

    /**
     * The source of the same mailbox behind another provider: it knows the items under their new ids, and
     * begins every folder anew, so that what is missing is noticed.
     */
    SourceActor(Place place, ModelProvider provider, SourceActor before,
            UnaryOperator<String> translate) {
        this(place, provider);
        this.cursor = Cursor.newBuilder(cursor)
                .setListed(before.cursor.getListed())
                .setFolders(before.cursor.getFolders()
                        .stream()
                        .map(folder -> FolderCursor.newBuilder()
                                .setFolderId(folder.getFolderId())
                                .setKnownIds(folder.getKnownIds()
                                        .stream()
                                        .map(translate)
                                        .toList())
                                .build())
                        .toList())
                .build();
    }

    MailboxRef ref() {
        return ref;
    }

    /** Takes a step, unless the last one is not published yet. */
    void look(Instant now) {
        if (read.isEmpty()) {
            read = Optional.of(reader.step(ref, cursor, nextFolder, now));
        }
    }

    /** Publishes what was read, if anything was. */
    void publish(Topics topics, Instant now) {
        read.ifPresent(step -> publish(step, topics, now));
        read = Optional.empty();
    }

    /** Reads and publishes to the end of a round; true if there was anything to tell. */
    boolean finishRound(Topics topics, Instant now) {
        int before = topics.end(TopicCatalogue.OBSERVED);
        publish(topics, now);
        boolean over = false;
        for (int steps = 0; !over && steps < STEPS_MAX; steps++) {
            Step step = reader.step(ref, cursor, nextFolder, now);
            publish(step, topics, now);
            over = !(step.pause() instanceof Step.Pause.None);
        }
        return topics.end(TopicCatalogue.OBSERVED) > before;
    }

    private void publish(Step step, Topics topics, Instant now) {
        step.facts()
                .forEach(fact -> topics.append(TopicCatalogue.OBSERVED, key(), fact,
                        now.toEpochMilli()));
        step.decisions()
                .forEach(fact -> topics.append(TopicCatalogue.DECISIONS, key(), fact,
                        now.toEpochMilli()));
        cursor = step.cursor();
        nextFolder = step.nextFolder();
    }

    /** It dies; another begins a round from the cursor that was published last. */
    void kill() {
        read = Optional.empty();
        nextFolder = 0;
    }

    private String key() {
        return new RecordKey(ref.tenant(), ref.mailbox(), "").text();
    }
}
