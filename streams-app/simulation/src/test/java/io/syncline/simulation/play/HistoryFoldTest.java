package io.syncline.simulation.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.merge.Rules;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Side;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.Simulation;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.HistoryFold;
import io.syncline.topology.history.Origin;
import io.syncline.topology.history.Restorations;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Timeline;
import io.syncline.topology.history.TreeMemory;
import io.syncline.topology.history.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of the past is what merge published, issued and refused in it, in seeded histories. */
class HistoryFoldTest {

    private final Map<String, TreeMemory> memories = new HashMap<>();
    private final HistoryFold fold = new HistoryFold(
            name -> memories.computeIfAbsent(name, key -> new TreeMemory()));
    private final List<Turn> turns = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void tellsWhatMergeTold(long seed) {
        try (History history = new History(seed, Rules.PROTOCOL, false)) {
            List<String> problems = history.play(Simulation.steps(seed));
            Topics topics = history.topics();

            fold(topics);

            assertThat(problems).isEmpty();
            assertThat(told(Happening.Changed.class, HistoryFoldTest::text))
                    .isEqualTo(all(topics, TopicCatalogue.CHANGES, Change.class,
                            HistoryFoldTest::text));
            assertThat(told(Happening.Conflicted.class, HistoryFoldTest::text))
                    .isEqualTo(all(topics, TopicCatalogue.CONFLICTS, Conflict.class,
                            HistoryFoldTest::text));
            assertThat(told(Happening.Commanded.class, HistoryFoldTest::text))
                    .isEqualTo(all(topics, TopicCatalogue.WRITES, Write.class,
                            HistoryFoldTest::text));
            assertThat(told(Happening.Alerted.class, (turn, alert) -> alert.code()))
                    .isEqualTo(all(topics, TopicCatalogue.ALERTS, Alert.class, Alert::getCode));
            assertThat(told(Happening.Refused.class, (turn, refused) -> refused.code()))
                    .isEqualTo(topics.all(TopicCatalogue.DEAD_LETTERS)
                            .stream()
                            .map(entry -> entry.read(TopicCatalogue.DEAD_LETTERS,
                                    DeadLetter.class))
                            .filter(letter -> letter.getTopic()
                                    .equals(TopicCatalogue.JOURNAL.name()))
                            .map(DeadLetter::getCode)
                            .toList());
            assertGlancesAreMerged(topics);
            assertVersionsAreChanges(topics);
        }
    }

    private void assertGlancesAreMerged(Topics topics) {
        Map<String, Merged> merged = new LinkedHashMap<>();
        topics.all(TopicCatalogue.MERGED)
                .forEach(entry -> merged.put(entry.keyText(),
                        entry.read(TopicCatalogue.MERGED, Merged.class)));
        assertThat(merged).isNotEmpty().allSatisfy((key, item) -> {
            Glance glance = fold.glance(item.getTenant(), item.getMailbox(), item.getItem())
                    .orElseThrow();
            SortedMap<String, Shown> values = new TreeMap<>();
            glance.fields().forEach((field, now) -> values.put(field, now.value()));
            assertThat(Restorations.contact(values)).isEqualTo(item.getContact());
            assertThat(glance.version()).isEqualTo(item.getVersion());
            assertThat(glance.deleted()).isEqualTo(item.getDeleted());
            assertThat(glance.heldDelete().isPresent()).isEqualTo(item.getHeldDelete().isPresent());
            assertThat(fold.glances(item.getTenant(), item.getMailbox(), "", 10_000))
                    .contains(glance);
        });
    }

    /** The values of every version are put together from the steps alone. */
    private void assertVersionsAreChanges(Topics topics) {
        Map<String, List<Turn>> byItem = new HashMap<>();
        turns.forEach(turn -> byItem.computeIfAbsent(key(turn), key -> new ArrayList<>())
                .add(turn));
        topics.all(TopicCatalogue.CHANGES).forEach(entry -> {
            Change change = entry.read(TopicCatalogue.CHANGES, Change.class);
            Timeline timeline = new Timeline(byItem.getOrDefault(change.getTenant() + "/"
                    + change.getMailbox() + "/" + change.getItem(), List.of()));
            Optional<Contact> then = timeline.at(change.getVersion())
                    .map(Timeline.Then::fields)
                    .map(Restorations::contact);
            assertThat(then).as("version " + change.getVersion() + " of " + change.getItem())
                    .contains(change.getContact());
        });
    }

    private void fold(Topics topics) {
        long offset = 0;
        for (Topics.Entry entry : topics.all(TopicCatalogue.JOURNAL)) {
            turns.addAll(fold.fold(entry.read(TopicCatalogue.JOURNAL, JournalEntry.class),
                    new HistoryFold.Place(0, offset, Instant.ofEpochMilli(entry.timestamp())))
                    .turns());
            offset++;
        }
    }

    private interface Texts<H> {
        String of(Turn turn, H happening);
    }

    private <H extends Happening> List<String> told(Class<H> type, Texts<H> text) {
        return turns.stream()
                .flatMap(turn -> turn.happenings()
                        .stream()
                        .filter(type::isInstance)
                        .map(happening -> text.of(turn, type.cast(happening))))
                .toList();
    }

    private interface Read<T> {
        String of(T value);
    }

    private static <T extends SpecificRecord> List<String> all(Topics topics, Topic topic,
            Class<T> type, Read<T> text) {
        return topics.all(topic)
                .stream()
                .map(entry -> text.of(entry.read(topic, type)))
                .toList();
    }

    private static String text(Turn turn, Happening.Changed changed) {
        return key(turn) + " " + changed.version() + " " + changed.kind() + " "
                + changed.causeId() + " " + changed.rule() + " "
                + changed.fields()
                        .stream()
                        .map(field -> field.field() + ": " + field.before().text() + " > "
                                + field.after().text() + " " + origin(field.origin()) + " "
                                + field.rule())
                        .toList();
    }

    private static String text(Change change) {
        return change.getTenant() + "/" + change.getMailbox() + "/" + change.getItem() + " "
                + change.getVersion() + " " + change.getKind() + " " + change.getCauseId() + " "
                + change.getRule().orElse("") + " "
                + change.getFields()
                        .stream()
                        .map(field -> field.getField() + ": " + field.getBefore().orElse("")
                                + " > " + field.getAfter().orElse("") + " "
                                + origin(field.getOrigin()) + " " + field.getRule())
                        .toList();
    }

    private static String text(Turn turn, Happening.Conflicted conflict) {
        return key(turn) + " " + conflict.kind() + " " + conflict.rule() + " " + conflict.field()
                + " " + conflict.kept().text() + " " + origin(conflict.keptOrigin()) + " "
                + conflict.lost().text() + " " + origin(conflict.lostOrigin()) + " "
                + turn.cause().eventId();
    }

    private static String text(Conflict conflict) {
        return conflict.getTenant() + "/" + conflict.getMailbox() + "/" + conflict.getItem() + " "
                + conflict.getKind() + " " + conflict.getRule() + " "
                + conflict.getField().orElse("") + " " + conflict.getKept().orElse("") + " "
                + origin(conflict.getKeptOrigin()) + " " + conflict.getLost().orElse("") + " "
                + origin(conflict.getLostOrigin()) + " " + conflict.getCauseId();
    }

    private static String text(Turn turn, Happening.Commanded command) {
        return key(turn) + " " + command.number() + " " + command.writeId() + " " + command.kind()
                + " " + command.fields();
    }

    private static String text(Write write) {
        return write.getTenant() + "/" + write.getMailbox() + "/" + write.getItem() + " "
                + write.getNumber() + " " + write.getWriteId() + " " + write.getKind() + " "
                + write.getFields().stream().sorted().toList();
    }

    private static String origin(Origin origin) {
        return origin(origin.at(), origin.side(), origin.eventId());
    }

    private static String origin(io.syncline.schemas.contact.Origin origin) {
        return origin(origin.getAt(), origin.getSide(), origin.getEventId());
    }

    private static String origin(Instant at, Side side, String eventId) {
        return at + " " + side + " " + eventId;
    }

    private static String key(Turn turn) {
        return turn.tenant() + "/" + turn.mailbox() + "/" + turn.item();
    }
}
