package io.syncline.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.port.Sighting;
import io.syncline.schemas.contact.Reading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a provider tells of a mailbox in which others are at work. */
abstract class ReadingConformance extends MailboxUnderTest {

    @Test
    void tellsWhatAPersonMade() {
        String id = person().creates(jane("made"));

        Map<String, Reading> told = listed();

        assertThat(told).hasEntrySatisfying(id, reading -> assertThat(reading.getContact())
                .isEqualTo(jane("made")));
    }

    @Test
    void tellsAnEditInTheNextRoundAndNothingElse() {
        String id = person().creates(jane("before"));
        Chain chain = chain();
        chain.round();
        person().edits(id, "companyName", "Example");

        chain.round();

        assertThat(chain.items).containsOnlyKeys(id);
        assertThat(chain.items.get(id)).isNotNull()
                .extracting(reading -> reading.getContact().getCompanyName().orElse(""))
                .isEqualTo("Example");
    }

    @Test
    void tellsNothingWhenNothingHappened() {
        person().creates(jane("still"));
        Chain chain = chain();
        chain.round();

        chain.round();

        assertThat(chain.items).isEmpty();
        assertThat(chain.removed).isEmpty();
    }

    @Test
    void tellsADeletionThatAReadConfirms() {
        String id = person().creates(jane("doomed"));
        Chain chain = chain();
        chain.round();
        person().deletes(id);

        chain.round();

        assertThat(chain.removed).contains(id);
        assertThat(valueOf(provider().read(mailbox(), id)))
                .isInstanceOf(Sighting.Gone.class);
    }

    @Test
    void startsAgainWhereItsPositionIsNoPosition() {
        Chain chain = chain();
        chain.round();

        assertThat(valueOf(chain.at("nonsense"))).isInstanceOf(Changes.PositionLost.class);
        assertThat(valueOf(chain.at(chain.position.substring(0, chain.position.length() - 8))))
                .isInstanceOf(Changes.PositionLost.class);
    }

    @Test
    void doesNotTakeAMoveForADeletion() {
        assumeTrue(person().canMoveAndCopy(), "nobody can move a contact");
        String stamp = stamp();
        String id = reading(created(stamp, "w1", jane("moved")).now()).getExternalId();

        String now = person().movesAwayAndBack(id);

        assertThat(reading(valueOf(provider().read(mailbox(), now))).getStamp()).contains(stamp);
        assertThat(valueOf(provider().findStamped(mailbox(), stamp))).singleElement()
                .matches(found -> !found.deleted())
                .matches(found -> found.reading().getExternalId().equals(now));
    }

    /** Whatever a round says of a move: with a read of what left, it adds up to one contact. */
    @Test
    void tellsAMoveSoThatItsContactIsThereOnce() {
        assumeTrue(person().canMoveAndCopy(), "nobody can move a contact");
        String id = person().creates(jane("moved once"));
        Chain chain = chain();
        chain.round();
        Set<String> expected = new HashSet<>(chain.items.keySet());
        Set<String> held = new HashSet<>(expected);
        String now = person().movesAwayAndBack(id);

        chain.round();

        expected.remove(id);
        expected.add(now);
        chain.removed.stream().filter(this::isGone).forEach(held::remove);
        held.addAll(chain.items.keySet());
        assertThat(held).isEqualTo(expected);
    }

    @Test
    void findsWhatWasMadeInASecondInWhateverFolder() {
        assumeTrue(person().canMoveAndCopy(), "nobody can move a contact");
        Reading made = reading(created(stamp(), "w1", jane("aside")).now());
        Instant second = made.getCreatedAt().orElseThrow().truncatedTo(ChronoUnit.SECONDS);
        String now = person().movesAway(made.getExternalId());

        List<Reading> found = valueOf(provider().findMadeIn(mailbox(),
                Set.of(second.minusSeconds(3600), second)));

        assertThat(found).filteredOn(reading -> reading.getExternalId().equals(now))
                .singleElement()
                .satisfies(reading -> {
                    assertThat(reading.getFolderId()).isPresent();
                    assertThat(reading.getFolderId()).isNotEqualTo(made.getFolderId());
                    assertThat(reading.getContact().getGivenName()).contains("Jane");
                });
        assertThat(valueOf(provider().findMadeIn(mailbox(), Set.of(second.minusSeconds(3600)))))
                .isEmpty();
    }

    @Test
    void seesTheStampOnACopy() {
        assumeTrue(person().canMoveAndCopy(), "nobody can copy a contact");
        String stamp = stamp();
        String id = reading(created(stamp, "w1", jane("original")).now()).getExternalId();

        String copy = person().copies(id);

        assertThat(reading(valueOf(provider().read(mailbox(), copy))).getStamp()).contains(stamp);
    }

    @Test
    void takesAnUnknownIdForGoneOnlyIfTheMailboxAnswers() {
        assertThat(valueOf(provider().read(mailbox(), "AAMkNobody")))
                .isInstanceOf(Sighting.Gone.class);
        MailboxRef nobody = new MailboxRef("t", "m", "nobody@example.com", List.of());

        // A service has more than one way to say that there is no mailbox.
        for (int i = 0; i < 2; i++) {
            assertThat(provider().read(nobody, "AAMkNobody"))
                    .isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                            failed.failure()).isInstanceOf(Failure.Unavailable.class));
        }
    }

    @Test
    void tellsWhichContactsArePrivate() {
        String open = person().creates(jane("open"));
        String secret = person().creates(jane("secret"));
        person().marksPrivate(secret);

        Set<String> ids = valueOf(chain().privateIds());

        assertThat(ids).contains(secret).doesNotContain(open);
        assertThat(sensitivityOf(secret)).contains("Private");
        assertThat(sensitivityOf(open)).isEmpty();
    }
}
