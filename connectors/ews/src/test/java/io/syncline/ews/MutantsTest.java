package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.conformance.simulated.MutantRun;
import io.syncline.simulator.ews.EwsMutation;
import io.syncline.simulator.ews.Mutants;
import io.syncline.simulator.mailbox.Mutation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The suite bites: on a service that is wrong in one way, the test of that way fails. */
@Tag("soak")
class MutantsTest {

    private static final String MEANT = "createsAnItemThatReadsBackAsItWasMeant";
    private static final Map<Mutation, String> SHARED = Map.ofEntries(
            Map.entry(Mutation.FORGETS_STAMPS, MEANT),
            Map.entry(Mutation.COPIES_WITHOUT_STAMP, "seesTheStampOnACopy"),
            Map.entry(Mutation.HIDES_REMOVALS, "tellsADeletionThatAReadConfirms"),
            Map.entry(Mutation.REPEATS_EVERYTHING, "tellsNothingWhenNothingHappened"),
            Map.entry(Mutation.HIDES_EDITS, "tellsAnEditInTheNextRoundAndNothingElse"),
            Map.entry(Mutation.PATCHES_EVERYTHING, "patchesTheNamedFieldsAndNoOthers"),
            Map.entry(Mutation.IGNORES_NULL, "clearsWhatIsWishedClear"),
            Map.entry(Mutation.KEEPS_CHANGE_KEY, "writesNothingOverAVersionItDidNotExpect"),
            Map.entry(Mutation.IGNORES_DELETES, "findsAStampedItemThatWasDeletedMeanwhile"),
            Map.entry(Mutation.HIDES_PRIVATE_MARKS, "tellsWhichContactsArePrivate"),
            Map.entry(Mutation.TAKES_ANY_TOKEN, "startsAgainWhereItsPositionIsNoPosition"),
            Map.entry(Mutation.KNOWS_EVERYBODY,
                    "takesAnUnknownIdForGoneOnlyIfTheMailboxAnswers"),
            Map.entry(Mutation.RENAMES_ALWAYS, MEANT));
    private static final Map<EwsMutation, String> OWN = Map.of(
            EwsMutation.ACCEPTS_STALE_CHANGE_KEYS, "writesNothingOverAVersionItDidNotExpect",
            EwsMutation.ANSWERS_OLD_CHANGE_KEYS, "answersAPatchWithTheVersionThatItMade",
            EwsMutation.EMPTIES_SYNC_STATES, "tellsNothingWhenNothingHappened",
            EwsMutation.ENDS_SYNCS_EARLY, "listsAFolderOfManyPages",
            EwsMutation.HIDES_BODIES, MEANT,
            EwsMutation.KEEPS_IDS_ON_MOVES, "tellsAMoveAsAnIdThatLeftAndAnotherThatCame",
            EwsMutation.REVERSES_ANSWERS, "takesAnItemThatIsNotThereForNoOther",
            EwsMutation.IGNORES_RESTRICTIONS, "findsACreatedItemByItsStamp",
            EwsMutation.IGNORES_FIELD_DELETES, "clearsWhatIsWishedClear");

    /** Ids in EWS change anyway, and the provider itself knows how many entries there are keys for. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"MOVES_CHANGE_IDS", "HAS_NO_LIMITS"})
    void failsOnAMutantOfTheMailbox(Mutation mutation) {
        assertThat(failedOn(new Mutants(Set.of(mutation), Set.of())))
                .contains(SHARED.get(mutation));
    }

    @ParameterizedTest
    @EnumSource
    void failsOnAMutantOfTheProtocol(EwsMutation mutation) {
        assertThat(failedOn(new Mutants(Set.of(), Set.of(mutation))))
                .contains(OWN.get(mutation));
    }

    private static Set<String> failedOn(Mutants mutants) {
        MutantConformance.MUTANTS.set(mutants);
        return MutantRun.failedTests(MutantConformance.class);
    }
}
