package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.benchmarks.Told.Said;
import io.syncline.core.fact.Fact.CommandAnswered;
import io.syncline.core.fact.Fact.ItemObserved;
import io.syncline.core.fact.Fact.RecordEdited;
import io.syncline.topology.wire.JournalReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who reads a record hears what those hear who are given the fact. */
class EntryWriterTest {

    private static final int CONTACTS = 100;

    private final EntryReader reader = new EntryReader();

    @Test
    void givesBackEveryFactFromItsBytes() {
        Recording recording = new Story(1, CONTACTS).recorded(4);

        List<byte[]> records = recording.records();

        assertThat(records).map(bytes -> JournalReader.fact(reader.read(bytes)))
                .containsExactlyElementsOf(recording.facts().stream().map(Told::fact).toList())
                .hasAtLeastOneElementOfType(ItemObserved.class)
                .hasAtLeastOneElementOfType(RecordEdited.class)
                .hasAtLeastOneElementOfType(CommandAnswered.class);
    }

    @Test
    void givesThePlainMergeWhatEveryFactSays() {
        Recording recording = new Story(1, CONTACTS).recorded(4);

        List<Said> read = recording.facts()
                .stream()
                .map(told -> Said.of(told.said().contact(), reader.read(told.entryBytes())))
                .toList();

        assertThat(read).isEqualTo(recording.facts().stream().map(Told::said).toList());
    }
}
