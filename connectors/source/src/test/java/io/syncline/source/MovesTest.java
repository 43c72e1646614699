package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.MailboxRef;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Translated;
import io.syncline.schemas.registry.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contacts that move where ids do not stay (rule R18). */
class MovesTest {

    static {
        AvroTrust.install();
    }

    private static final Instant MADE = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final MailboxRef MAILBOX = new MailboxRef("acme", "m1", "m1@example.com",
            List.of());

    private final MovingMailbox mailbox = new MovingMailbox();
    private final MailboxReader reader = new MailboxReader(mailbox,
            Policy.newBuilder().build(), 10, Duration.ofDays(1));
    private MailboxRef ref = MAILBOX;
    private Cursor cursor = MailboxReader.beginning(MAILBOX, "ews");

    @BeforeEach
    void listTwoContacts() {
        mailbox.put("a1", "contacts", MADE, "Ann");
        mailbox.put("b1", "contacts", MADE.plusSeconds(5), "Bob");
        round();
    }

    /** Reads every folder once; what is told of contacts, in order. */
    private List<Observed> round() {
        List<Observed> told = new ArrayList<>();
        int next = 0;
        Step step;
        do {
            step = reader.step(ref, cursor, next, NOW);
            told.addAll(step.facts());
            cursor = step.cursor();
            next = step.nextFolder();
        } while (step.pause() instanceof Step.Pause.None);
        return told;
    }

    private List<ObservedKind> kinds(int rounds) {
        List<ObservedKind> kinds = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            round().forEach(fact -> kinds.add(fact.getKind()));
        }
        return kinds;
    }

    @Test
    void tellsTheNewIdBeforeWhatItShows() {
        mailbox.move("a1", "clients", "a2");

        List<Observed> told = round();

        assertThat(told).extracting(Observed::getKind)
                .containsExactly(ObservedKind.TRANSLATED, ObservedKind.ITEM);
        assertThat(told.getFirst().getTranslated())
                .contains(new Translated("ews", "a1", "a2"));
        assertThat(kinds(4)).isEmpty();
    }

    @Test
    void followsAMoveIntoAFolderThatIsReadBeforeTheOther() {
        mailbox.move("b1", "clients", "b2");
        round();

        mailbox.move("b2", "contacts", "b3");

        assertThat(kinds(4)).containsExactly(ObservedKind.TRANSLATED, ObservedKind.ITEM);
    }

    @Test
    void goesOnKnowingWhoMovesOnceMoreBeforeTheLook() {
        mailbox.move("a1", "clients", "a2");
        mailbox.moveBeforeNextLook("a2", "contacts", "a3");

        List<ObservedKind> told = kinds(4);

        assertThat(told).containsExactly(ObservedKind.TRANSLATED, ObservedKind.TRANSLATED,
                ObservedKind.ITEM);
    }

    @Test
    void followsWhomSomebodyRenamedMeanwhileIfNobodyElseWasMadeThen() {
        mailbox.remove("a1");
        mailbox.put("a2", "clients", MADE, "Anna");

        assertThat(kinds(1)).containsExactly(ObservedKind.TRANSLATED, ObservedKind.ITEM);
    }

    @Test
    void takesACopyForAContactOfItsOwn() {
        mailbox.put("c1", "clients", MADE.plusSeconds(60), "Ann");

        assertThat(kinds(4)).containsExactly(ObservedKind.ITEM);
    }

    @Test
    void takesAnEqualContactOfTheSameSecondForOneOfItsOwn() {
        mailbox.put("c1", "clients", MADE, "Ann");

        assertThat(kinds(4)).containsExactly(ObservedKind.ITEM);
    }

    @Test
    void saysThatAContactIsGoneOnlyAfterAWholeRound() {
        mailbox.remove("a1");

        assertThat(kinds(2)).isEmpty();
        assertThat(kinds(1)).containsExactly(ObservedKind.GONE);
        assertThat(kinds(2)).isEmpty();
    }

    @Test
    void neverTakesAMoveToAFolderThatIsNotFollowedForADelete() {
        mailbox.move("a1", MovingMailbox.ARCHIVE, "a2");

        assertThat(kinds(4)).containsExactly(ObservedKind.UNTRACKED);

        mailbox.move("a2", "contacts", "a3");
        assertThat(kinds(4)).containsExactly(ObservedKind.TRANSLATED, ObservedKind.ITEM);
    }

    /** Known there by an id that is found, as after a change of provider. */
    @Test
    void recognisesOnItsReturnWhatShowedInAFolderThatIsNotFollowed() {
        ref = new MailboxRef("acme", "m1", "m1@example.com", List.of("contacts", "clients"));
        mailbox.move("a1", MovingMailbox.ARCHIVE, "a1");
        assertThat(kinds(4)).containsExactly(ObservedKind.UNTRACKED);
        cursor = Folders.with(cursor, 0, Folders.fromTheStart(cursor.getFolders().getFirst()));
        assertThat(kinds(2)).isEmpty();

        mailbox.move("a1", "clients", "a2");

        assertThat(kinds(1)).containsExactly(ObservedKind.TRANSLATED, ObservedKind.ITEM);
    }

    @Test
    void followsWhomAVanishedFolderHeldBefore() {
        mailbox.move("a1", "clients", "a2");
        round();
        mailbox.move("a2", "contacts", "a3");
        mailbox.dropFolder("clients");

        assertThat(kinds(4)).containsExactly(ObservedKind.TRANSLATED, ObservedKind.ITEM);
    }

    @Test
    void saysThatWhoeverWentWithAFolderIsGone() {
        mailbox.move("a1", "clients", "a2");
        round();
        mailbox.remove("a2");
        mailbox.dropFolder("clients");

        assertThat(kinds(4)).containsExactly(ObservedKind.GONE);
    }

    @Test
    void isNotMisledByWhoeverWasMadeInTheSameSecondAndLiesElsewhere() {
        mailbox.put("d1", "contacts", MADE, "Dan");
        round();
        mailbox.move("a1", MovingMailbox.ARCHIVE, "a2");
        mailbox.remove("d1");

        assertThat(kinds(4)).containsExactly(ObservedKind.UNTRACKED, ObservedKind.GONE);
    }
}
