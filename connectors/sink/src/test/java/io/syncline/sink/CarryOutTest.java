package io.syncline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Answer;
import io.syncline.port.MailboxRef;
import io.syncline.port.Stamped;
import io.syncline.port.Tracking;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A create that may have been tried before is looked for before it is tried again (rule R17). */
class CarryOutTest {

    static {
        AvroTrust.install();
    }

    private static final MailboxRef MAILBOX = new MailboxRef("t", "m", "agent@example.com",
            List.of());
    private static final MailboxRef DISCREET = new MailboxRef("t", "m", "agent@example.com",
            List.of(), new Tracking(false, Set.of()));
    private static final MailboxRef NARROW = new MailboxRef("t", "m", "agent@example.com",
            List.of("followed"));
    private static final Contact JANE = Contact.newBuilder()
            .setGivenName("Jane")
            .setSurname("Doe")
            .build();

    private final LaggingMailbox mailbox = new LaggingMailbox();
    private List<String> othersObjects = List.of();

    @Test
    void createsAtOnceWhatWasNeverTried() throws InterruptedException {
        assertThat(attempt(1).getOutcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(mailbox.searches).isZero();
        assertThat(mailbox.creates).isEqualTo(1);
    }

    @Test
    void looksAgainForWhatASearchDoesNotKnowYet() throws InterruptedException {
        mailbox.made = List.of(new Stamped(reading("w1", "t/m/i"), false));
        mailbox.searchesThatLag = 1;

        WriteResult result = attempt(2);

        assertThat(result.getOutcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(result.getPresence()).isEqualTo(Presence.PRESENT);
        assertThat(mailbox.searches).isEqualTo(2);
        assertThat(mailbox.creates).isZero();
    }

    @Test
    void saysGoneOfACreateThatWasDeletedMeanwhile() throws InterruptedException {
        mailbox.made = List.of(new Stamped(reading("w1", "t/m/i"), true));

        WriteResult result = attempt(2);

        assertThat(result.getOutcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(result.getPresence()).isEqualTo(Presence.GONE);
        assertThat(mailbox.creates).isZero();
    }

    @Test
    void handsOverWhatAnEarlierWriteMade() throws InterruptedException {
        mailbox.made = List.of(new Stamped(reading("w0", "t/m/i"), false));

        assertThat(attempt(2).getOutcome()).isEqualTo(WriteOutcome.STALE);
        assertThat(mailbox.creates).isZero();
    }

    @Test
    void handsOverAnUnstampedItemOfTheSamePerson() throws InterruptedException {
        mailbox.alike = List.of(reading(null, null));

        assertThat(attempt(2).getOutcome()).isEqualTo(WriteOutcome.STALE);
        assertThat(mailbox.creates).isZero();
    }

    @Test
    void createsBesideWhatIsAnotherItems() throws InterruptedException {
        mailbox.made = List.of(new Stamped(reading("w0", "t/m/i"), false));
        mailbox.alike = List.of(reading(null, null));
        othersObjects = List.of(reading(null, null).getExternalId());

        assertThat(attempt(2).getOutcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(mailbox.creates).isEqualTo(1);
    }

    @Test
    void createsWhatIsNowhere() throws InterruptedException {
        assertThat(attempt(2).getOutcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(mailbox.searches).isEqualTo(2);
        assertThat(mailbox.creates).isEqualTo(1);
    }

    @Test
    void withholdsTheContentsOfAPrivateContact() throws InterruptedException {
        mailbox.made = List.of(new Stamped(secret(reading("w0", "t/m/i")), false));

        WriteResult result = attempt(2, DISCREET);

        assertThat(result.getPresence()).isEqualTo(Presence.PRESENT);
        Reading now = result.getNow().orElseThrow();
        assertThat(now.getFields()).containsExactly("sensitivity");
        assertThat(now.getContact())
                .isEqualTo(Contact.newBuilder().setSensitivity("private").build());
    }

    @Test
    void takesAnItemInAFolderThatIsNotFollowedForUntracked() throws InterruptedException {
        mailbox.made = List.of(new Stamped(elsewhere(reading("w1", "t/m/i")), false));

        WriteResult result = attempt(2, NARROW);

        assertThat(result.getOutcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(result.getPresence()).isEqualTo(Presence.UNTRACKED);
        assertThat(result.getNow().orElseThrow().getFields()).isEmpty();
        assertThat(result.getNow().orElseThrow().getContact())
                .isEqualTo(Contact.newBuilder().build());
    }

    @Test
    void createsBesideAPersonWhoDoesNotTakePart() throws InterruptedException {
        mailbox.alike = List.of(secret(reading(null, null)));

        assertThat(attempt(2, DISCREET).getOutcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(mailbox.creates).isEqualTo(1);
    }

    @Test
    void saysThatWhatItDoesNotFindIsGoneWhereIdsStay() throws InterruptedException {
        assertThat(attempt(1, WriteKind.PATCH).getPresence()).isEqualTo(Presence.GONE);
        assertThat(attempt(1, WriteKind.READ).getPresence()).isEqualTo(Presence.GONE);
        assertThat(attempt(1, WriteKind.DELETE).getOutcome()).isEqualTo(WriteOutcome.LANDED);
    }

    @Test
    void cannotTellWhatBecameOfWhatItDoesNotFindWhereIdsChange() throws InterruptedException {
        mailbox.keepsIds = false;

        assertThat(attempt(1, WriteKind.PATCH)).matches(isUnknown(WriteOutcome.STALE));
        assertThat(attempt(1, WriteKind.DELETE)).matches(isUnknown(WriteOutcome.STALE));
        assertThat(attempt(1, WriteKind.READ)).matches(isUnknown(WriteOutcome.LANDED));
    }

    @Test
    void takesWhatItDoesNotFindForDeletedIfItMayHaveDeletedIt() throws InterruptedException {
        mailbox.keepsIds = false;

        WriteResult result = attempt(2, WriteKind.DELETE);

        assertThat(result.getOutcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(result.getPresence()).isEqualTo(Presence.GONE);
    }

    private static Predicate<WriteResult> isUnknown(WriteOutcome outcome) {
        return result -> result.getOutcome() == outcome
                && result.getPresence() == Presence.UNKNOWN;
    }

    private WriteResult attempt(int attempt) throws InterruptedException {
        return attempt(attempt, MAILBOX);
    }

    private WriteResult attempt(int attempt, MailboxRef in) throws InterruptedException {
        return attempt(attempt, in, WriteKind.CREATE);
    }

    private WriteResult attempt(int attempt, WriteKind kind) throws InterruptedException {
        return attempt(attempt, MAILBOX, kind);
    }

    private WriteResult attempt(int attempt, MailboxRef in, WriteKind kind)
            throws InterruptedException {
        Write write = Write.newBuilder()
                .setTenant("t")
                .setMailbox("m")
                .setItem("i")
                .setNumber(1)
                .setWriteId("w1")
                .setCauseId("c")
                .setKind(kind)
                .setExternalId(kind == WriteKind.CREATE ? null : "x1")
                .setOthersObjects(othersObjects)
                .setProvider("fake")
                .setFields(List.of("givenName", "surname"))
                .setContact(JANE)
                .setDecidedAt(Instant.EPOCH)
                .build();
        return switch (new CarryOut(mailbox, in, write, Duration.ofMillis(1))
                .attempt(attempt)) {
            case Answer.Of<WriteResult>(WriteResult result) -> result;
            case Answer.Failed<WriteResult> failed -> throw new AssertionError(failed);
        };
    }

    static Reading reading(@Nullable String writeId, @Nullable String stamp) {
        return Reading.newBuilder()
                .setExternalId("x1")
                .setModifiedAt(Instant.EPOCH)
                .setCreatedAt(Instant.EPOCH)
                .setFields(List.of("givenName", "surname"))
                .setContact(JANE)
                .setWriteId(writeId)
                .setStamp(stamp)
                .build();
    }

    private static Reading secret(Reading reading) {
        return Reading.newBuilder(reading)
                .setFields(List.of("givenName", "surname", "sensitivity"))
                .setContact(Contact.newBuilder(JANE).setSensitivity("private").build())
                .build();
    }

    private static Reading elsewhere(Reading reading) {
        return Reading.newBuilder(reading).setFolderId("elsewhere").build();
    }
}
