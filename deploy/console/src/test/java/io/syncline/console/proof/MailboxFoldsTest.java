package io.syncline.console.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.system.MailboxName;
import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Origin;
import io.syncline.schemas.contact.Side;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.Severity;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import io.syncline.schemas.topic.RecordKey;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class MailboxFoldsTest {

    static {
        AvroTrust.install();
    }

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final MailboxName MAILBOX = new MailboxName("acme", "m1");

    private final MailboxFolds folds = new MailboxFolds();

    @Test
    void holdsADeleteUntilItsItemIsPublishedWithoutIt() {
        tell("i1", merged("i1", true));
        tell("i2", merged("i2", true));

        tell("i1", merged("i1", false));

        assertThat(folds.held()).singleElement()
                .satisfies(found -> assertThat(found.delete().item()).isEqualTo("i2"));
        assertThat(folds.mailboxesWithHeld()).containsExactly(MAILBOX);
    }

    @Test
    void settlesAnAmbiguousContactOnceItIsAmongTheMerged() {
        tell("i1", alert());

        tell("i1", merged("i1", false));

        assertThat(folds.ambiguous()).isEmpty();
    }

    @Test
    void settlesAnAmbiguousContactByADecisionThatWasNotRefused() {
        tell("i1", alert());
        tell("", matched("i1", "decision-1"));
        boolean settled = folds.ambiguous().isEmpty();

        folds.refused("decision-1");

        assertThat(settled).isTrue();
        assertThat(folds.ambiguous()).containsExactly(new RecordKey("acme", "m1", "i1"));
        assertThat(folds.ambiguousItems()).containsExactly("i1");
    }

    @Test
    void rememberWhoWasDisabledLast() {
        tell("", decision(DecisionKind.DISABLED));
        boolean disabled = folds.isDisabled(MAILBOX);

        tell("", decision(DecisionKind.ENABLED));

        assertThat(disabled).isTrue();
        assertThat(folds.isDisabled(MAILBOX)).isFalse();
    }

    @Test
    void keepsOfACursorWhenEveryFolderHadBeenListed() {
        tell("", Cursor.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setProvider("graph")
                .setListed(true)
                .setUnavailable(true)
                .setSequence(7)
                .setFolders(List.of(folder(NOW, false), folder(NOW.minusSeconds(60), true)))
                .build());

        CursorState state = folds.cursor(MAILBOX).orElseThrow();

        assertThat(state.listedAt()).contains(NOW.minusSeconds(60));
        assertThat(state.listing()).isTrue();
        assertThat(state.unavailable()).isTrue();
        assertThat(state.factId()).isEqualTo("acme/m1#7");
        assertThat(state.known()).isEqualTo(2);
    }

    @Test
    void knowsNoListingWhileAFolderNeverWasListed() {
        tell("", Cursor.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setProvider("graph")
                .setFolders(List.of(folder(NOW, false), folder(Instant.EPOCH, true)))
                .build());

        assertThat(folds.cursor(MAILBOX).orElseThrow().listedAt()).isEmpty();
    }

    private void tell(String item, SpecificRecord value) {
        folds.take(new Row<>(new RecordKey("acme", "m1", item).text(), value, NOW.toEpochMilli(),
                0, 0));
    }

    private static FolderCursor folder(Instant listedAt, boolean listing) {
        return FolderCursor.newBuilder()
                .setFolderId("f")
                .setKnownIds(List.of("x"))
                .setListedAt(listedAt)
                .setListing(listing)
                .build();
    }

    private static Merged merged(String item, boolean held) {
        return Merged.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setItem(item)
                .setVersion(1)
                .setDeleted(false)
                .setContact(Contact.newBuilder().build())
                .setHeldDelete(held ? new Origin(NOW, Side.MAILBOX, "e") : null)
                .build();
    }

    private static Alert alert() {
        return Alert.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setItem("i1")
                .setSeverity(Severity.WARNING)
                .setCode(MailboxFolds.AMBIGUOUS)
                .setMessage("who is it")
                .build();
    }

    private static Decision decision(DecisionKind kind) {
        return Decision.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setEventId("decision-" + kind)
                .setKind(kind)
                .setDecidedBy("pat")
                .build();
    }

    private static Decision matched(String item, String eventId) {
        return Decision.newBuilder(decision(DecisionKind.MATCHED))
                .setItem(item)
                .setEventId(eventId)
                .build();
    }
}
