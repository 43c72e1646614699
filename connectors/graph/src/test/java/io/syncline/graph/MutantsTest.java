package io.syncline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.conformance.simulated.MutantRun;
import io.syncline.simulator.mailbox.Mutation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite bites: on a service that is wrong in one way, the test of that way fails. */
@Tag("soak")
class MutantsTest {

    private static final Map<Mutation, String> CAUGHT_BY = Map.ofEntries(
            Map.entry(Mutation.FORGETS_STAMPS, "createsAnItemThatReadsBackAsItWasMeant"),
            Map.entry(Mutation.COPIES_WITHOUT_STAMP, "seesTheStampOnACopy"),
            Map.entry(Mutation.HIDES_REMOVALS, "tellsADeletionThatAReadConfirms"),
            Map.entry(Mutation.REPEATS_EVERYTHING, "tellsNothingWhenNothingHappened"),
            Map.entry(Mutation.HIDES_EDITS, "tellsAnEditInTheNextRoundAndNothingElse"),
            Map.entry(Mutation.PATCHES_EVERYTHING, "patchesTheNamedFieldsAndNoOthers"),
            Map.entry(Mutation.IGNORES_NULL, "clearsWhatIsWishedClear"),
            Map.entry(Mutation.KEEPS_CHANGE_KEY, "writesNothingOverAVersionItDidNotExpect"),
            Map.entry(Mutation.MOVES_CHANGE_IDS, "tellsAnEditInTheNextRoundAndNothingElse"),
            Map.entry(Mutation.IGNORES_DELETES, "findsAStampedItemThatWasDeletedMeanwhile"),
            Map.entry(Mutation.HIDES_PRIVATE_MARKS, "tellsWhichContactsArePrivate"),
            Map.entry(Mutation.HAS_NO_LIMITS, "saysThatAValueIsRefused"),
            Map.entry(Mutation.TAKES_ANY_TOKEN, "startsAgainWhereItsPositionIsNoPosition"),
            Map.entry(Mutation.KNOWS_EVERYBODY,
                    "takesAnUnknownIdForGoneOnlyIfTheMailboxAnswers"),
            Map.entry(Mutation.RENAMES_ALWAYS, "createsAnItemThatReadsBackAsItWasMeant"));

    @AfterEach
    void forget() {
        System.clearProperty(MutantConformance.MUTATION);
    }

    @ParameterizedTest
    @EnumSource
    void failsOnAMutant(Mutation mutation) {
        System.setProperty(MutantConformance.MUTATION, mutation.name());

        Set<String> failed = MutantRun.failedTests(MutantConformance.class);

        assertThat(failed).contains(CAUGHT_BY.get(mutation));
    }
}
