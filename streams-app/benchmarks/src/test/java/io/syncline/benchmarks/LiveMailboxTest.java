package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.merge.Fold;
import io.syncline.core.state.ItemEvent.CommandIssued;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.topology.wire.JournalReader;
import io.syncline.topology.wire.OutputWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every edit leads to one write, and its answer leaves nothing to do: else a load would die away. */
class LiveMailboxTest {

    static {
        AvroTrust.install();
    }

    private static final int CONTACTS = 10;
    private static final int ROUNDS = 3;

    private final LiveMailbox live = new LiveMailbox("live-1", 1, CONTACTS);
    private final FoldedMailbox folded = new FoldedMailbox("live-1");

    @Test
    void leadsToOneWriteAnEdit() {
        live.listing().forEach(this::tell);
        assertThat(folded.items()).hasSize(CONTACTS);

        for (int i = 0; i < ROUNDS * CONTACTS; i++) {
            Edited edited = live.edited(i % CONTACTS);
            List<CommandIssued> commands = tell(entry(edited.getEventId(), JournalKind.EDITED)
                    .setEdited(edited)
                    .build());
            assertThat(commands).singleElement()
                    .satisfies(issued -> assertThat(issued.command().causeId())
                            .isEqualTo(edited.getEventId()));
            WriteResult result = live
                    .carriedOut(OutputWriter.write(commands.getFirst().command()));
            assertThat(tell(entry(result.getEventId(), JournalKind.WRITE_RESULT).setResult(result)
                    .build())).isEmpty();
        }
        assertThat(folded.items()).allMatch(item -> item.version() == 1 + ROUNDS);
    }

    private void tell(Observed fact) {
        assertThat(tell(entry(fact.getEventId(), JournalKind.OBSERVED).setObserved(fact).build()))
                .isEmpty();
    }

    private List<CommandIssued> tell(JournalEntry entry) {
        Fold.Folded after = folded.tell(Instant.now(), JournalReader.fact(entry));
        return after.steps()
                .stream()
                .flatMap(step -> step.events().stream())
                .filter(CommandIssued.class::isInstance)
                .map(CommandIssued.class::cast)
                .toList();
    }

    private static JournalEntry.Builder entry(String eventId, JournalKind kind) {
        return JournalEntry.newBuilder()
                .setTenant(FoldedMailbox.TENANT)
                .setMailbox("live-1")
                .setEventId(eventId)
                .setKind(kind);
    }
}
