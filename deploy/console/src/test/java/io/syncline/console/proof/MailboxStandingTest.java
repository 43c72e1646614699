package io.syncline.console.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.proof.MailboxStanding.Closed;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.registry.Difference;
import io.syncline.schemas.registry.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailboxStandingTest {

    static {
        AvroTrust.install();
    }

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration STALE = Duration.ofDays(2);

    @Test
    void isInSyncWhereNothingWaitsAndAListingHasShownItLately() {
        MailboxStanding standing = standing(Participation.TAKES_PART, Optional.of(NOW), 0, 0, 0,
                Optional.empty(), Optional.empty());

        assertThat(standing.verdict(NOW)).isEqualTo(Verdict.IN_SYNC);
        assertThat(standing.waitsFor()).isEmpty();
        assertThat(standing.underWay(NOW)).isEmpty();
    }

    @Test
    void isOutWhereItDoesNotTakePartWhateverElseIsKnown() {
        MailboxStanding standing = standing(Participation.STOPPED, Optional.empty(), 3, 0, 1,
                Optional.empty(), Optional.empty());

        assertThat(standing.verdict(NOW)).isEqualTo(Verdict.OUT);
    }

    @Test
    void waitsForAPersonBeforeItCatchesUp() {
        MailboxStanding standing = standing(Participation.TAKES_PART, Optional.of(NOW), 1, 2, 5,
                Optional.of(new Closed(NOW, "acme/m1#7")), Optional.empty());

        assertThat(standing.verdict(NOW)).isEqualTo(Verdict.WAITS);
        assertThat(standing.waitsFor()).containsExactly("unavailable", "1 held delete",
                "2 ambiguous contacts");
        assertThat(standing.underWay(NOW)).containsExactly("5 writes under way");
    }

    @Test
    void waitsForAPersonWhereValuesWaitForARelease() {
        MailboxStanding standing = counting(new Further(0, 1, 0, 0));

        assertThat(standing.verdict(NOW)).isEqualTo(Verdict.WAITS);
        assertThat(standing.waitsFor())
                .containsExactly("1 contact with values that wait for a release");
        assertThat(counting(new Further(2, 3, 0, 0)).waitsFor()).containsExactly(
                "2 refused values", "3 contacts with values that wait for a release");
        assertThat(counting(new Further(0, 0, 0, 7)).verdict(NOW)).isEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void catchesUpWhileItWasNeverListedInFull() {
        MailboxStanding standing = standing(Participation.TAKES_PART, Optional.empty(), 0, 0, 0,
                Optional.empty(), Optional.empty());

        assertThat(standing.verdict(NOW)).isEqualTo(Verdict.CATCHING_UP);
        assertThat(standing.underWay(NOW)).containsExactly("never listed in full");
    }

    @Test
    void isNotProvenAnyMoreOnceListingsWereMissed() {
        MailboxStanding late = standing(Participation.TAKES_PART,
                Optional.of(NOW.minus(STALE).minusSeconds(1)), 0, 0, 0, Optional.empty(),
                Optional.empty());
        MailboxStanding early = standing(Participation.TAKES_PART, Optional.of(NOW.minus(STALE)),
                0, 0, 0, Optional.empty(), Optional.empty());

        assertThat(late.verdict(NOW)).isEqualTo(Verdict.CATCHING_UP);
        assertThat(late.underWay(NOW)).containsExactly("not listed in full for 48 hours");
        assertThat(early.verdict(NOW)).isEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void knowsTheFirstListingByItsHavingComparedNothing() {
        assertThat(withProof(0, 2, "unknown").isFirstListing()).isTrue();
        assertThat(withProof(0, 2, "changed").isFirstListing()).isFalse();
        assertThat(withProof(1, 1, "unknown").isFirstListing()).isFalse();
        assertThat(withProof(0, 0, "unknown").isFirstListing()).isFalse();
    }

    private static MailboxStanding withProof(int equal, int differing, String why) {
        Proof proof = Proof.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setProvider("graph")
                .setStartedAt(NOW)
                .setEndedAt(NOW)
                .setListed(equal + differing)
                .setEqual(equal)
                .setDiffering(differing)
                .setDifferences(differing == 0 ? List.of() : List.of(new Difference("x1", why)))
                .build();
        return standing(Participation.TAKES_PART, Optional.of(NOW), 0, 0, 0, Optional.empty(),
                Optional.of(proof));
    }

    private static MailboxStanding counting(Further further) {
        return new MailboxStanding(new MailboxName("acme", "m1"), "m1@example.com", "graph",
                Participation.TAKES_PART, Optional.of(NOW), false, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty(),
                Optional.empty(), Optional.of(further), STALE);
    }

    private static MailboxStanding standing(Participation participation,
            Optional<Instant> listedAt, int held, int ambiguous, int outstanding,
            Optional<Closed> unavailable, Optional<Proof> proof) {
        return new MailboxStanding(new MailboxName("acme", "m1"), "m1@example.com", "graph",
                participation, listedAt, false, proof, unavailable, Optional.empty(),
                Optional.empty(), held, ambiguous, outstanding, Optional.empty(),
                Optional.empty(), Optional.empty(), STALE);
    }
}
