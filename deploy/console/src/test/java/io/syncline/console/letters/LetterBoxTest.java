package io.syncline.console.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.letters.Fate.Act;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.ops.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterBoxTest {

    static {
        AvroTrust.install();
    }

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final LetterId FIRST = new LetterId(0, 3);
    private static final LetterId SECOND = new LetterId(0, 15);

    private final LetterBox box = new LetterBox();

    @Test
    void listsTheNewestFirstWithTheMailboxOfItsKey() {
        box.take(FIRST, NOW.minusSeconds(60), letter("acme/m%201/x", "invalid-fact"));
        box.take(SECOND, NOW, letter("no key of ours", "unreadable-value"));

        assertThat(box.list(LetterFilter.UNDECIDED, NOW)).extracting(Letter::id)
                .containsExactly(SECOND, FIRST);
        assertThat(box.letter(FIRST).orElseThrow().mailbox()).isEqualTo("m 1");
        assertThat(box.letter(SECOND).orElseThrow().tenant()).isEmpty();
    }

    @Test
    void leavesOutWhatWasDecidedAbout() {
        box.take(audit("dead-letter-retried", "dead-letter/0/3", "pat"));
        box.take(FIRST, NOW, letter("acme/m1/x", "invalid-fact"));
        box.take(SECOND, NOW, letter("acme/m1/x", "invalid-fact"));

        assertThat(box.list(LetterFilter.UNDECIDED, NOW)).extracting(Letter::id)
                .containsExactly(SECOND);
        assertThat(box.list(LetterFilter.ALL, NOW)).hasSize(2);
        assertThat(box.letter(FIRST).flatMap(Letter::fate)).hasValueSatisfying(fate -> {
            assertThat(fate.act()).isEqualTo(Act.RETRY);
            assertThat(fate.who()).isEqualTo("pat");
        });
    }

    @Test
    void takesADecisionFromBeforeALetterForOneAboutAnother() {
        box.take(audit("dead-letter-dropped", "dead-letter/0/3", "pat"));
        box.take(FIRST, NOW.plusSeconds(3_600), letter("acme/m1/x", "invalid-fact"));

        assertThat(box.fate(FIRST, NOW)).map(Fate::who).contains("pat");
        assertThat(box.fate(FIRST, NOW.plusSeconds(3_600))).isEmpty();
        assertThat(box.list(LetterFilter.UNDECIDED, NOW)).extracting(Letter::id)
                .containsExactly(FIRST);
    }

    @Test
    void takesNoOtherAuditForAFate() {
        box.take(audit("tenant-submitted", "dead-letter/0/3", "pat"));
        box.take(audit("dead-letter-dropped", "an-item", "pat"));

        assertThat(box.fate(FIRST, NOW)).isEmpty();
    }

    @Test
    void filtersByTenantReasonAndTime() {
        box.take(FIRST, NOW.minusSeconds(60), letter("acme/m1/x", "invalid-fact"));
        box.take(SECOND, NOW, letter("zenith/m1/x", "unknown-record"));

        assertThat(box.list(new LetterFilter("acme", "", Optional.empty(), false), NOW))
                .extracting(Letter::id)
                .containsExactly(FIRST);
        assertThat(box.list(new LetterFilter("", "unknown-record", Optional.empty(), false), NOW))
                .extracting(Letter::id)
                .containsExactly(SECOND);
        assertThat(box.list(new LetterFilter("", "", Optional.of(NOW), false), NOW))
                .extracting(Letter::id)
                .containsExactly(SECOND);
    }

    @Test
    void readsTheIdsThatPeopleType() {
        assertThat(LetterId.of("0/15")).contains(SECOND);
        assertThat(LetterId.of("15")).isEmpty();
        assertThat(LetterId.of("0/x")).isEmpty();
        assertThat(LetterId.of("0/99999999999999999999")).isEmpty();
        assertThat(SECOND.subject()).isEqualTo("dead-letter/0/15");
    }

    static DeadLetter letter(String key, String code) {
        return DeadLetter.newBuilder()
                .setTopic("syncline.contact.edited.v1")
                .setPartition(2)
                .setOffset(9)
                .setKey(ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)))
                .setValue(ByteBuffer.wrap(new byte[]{1, 2}))
                .setService("sequence")
                .setCode(code)
                .setReason("A sentence")
                .build();
    }

    private static Audit audit(String action, String subject, String who) {
        return Audit.newBuilder()
                .setAt(NOW)
                .setWho(who)
                .setDoor("cli")
                .setAction(action)
                .setSubject(subject)
                .build();
    }
}
