package io.syncline.simulation;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.merge.Rule;
import io.syncline.core.merge.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that the oracles bite: merge without one of its rows fails the history of the first seed that
 * found it, or of one soon after, which all rows together pass; {@code -Dsyncline.seeds=1000} looks
 * further. A history that breaks off by an exception shows nothing of the oracles. A row without which
 * merge cannot go on, or nobody loses anything, says why; where it settles something that the oracles do
 * not see, a test of core has a story that only holds with it.
 */
class LeftOutTest {

    /** Each protective row, and the first seed whose history fails without it. */
    private static final String CAUGHT = """
            R10 additions and removals | 1
            R11 a command is outstanding | 1
            R11 as it should be | 1
            R11 differs from the base | 1
            R11 not in the mailbox | 1
            R12 an edit that followed our write | 3009
            R12 landed | 2
            R12 the service's own rendition | 17
            R13 an answer to another command | 131
            R14 one value refused | 4
            R14 several values refused together | 6
            R14 stale | 16
            R14 unavailable | 1
            R14 unavailable, and ready since | 49
            R16 a person of its own | 20
            R16 ambiguous | 20
            R16 an ambiguous item is written nowhere | 64
            R16 an empty value never beats a value | 26
            R16 found by identity | 1
            R16 nobody like it | 1
            R16 nothing is made before the first listing | 1
            R16 one person like it | 2
            R16 perhaps in the mailbox, as somebody unknown | 1
            R16 several that are the same | 1
            R16 there is nothing to decide now | 290
            R17 two objects after a create that was tried again | 502
            R18 gone from a mailbox to be emptied | 15
            R18 what does not take part is not made | 1
            R18 what is not ours to follow is not written | 1
            R18 what we made goes from a mailbox to be emptied | 1
            R19 a delete | 12
            R19 a delete that had seen everything | 12
            R19 a deleted item goes | 1
            R19 a deleted item is gone | 1
            R19 brought back in the mailbox | 145
            R19 the mailbox's copy is gone | 12
            R2 an item held to be gone | 1157
            R2 neither older nor newer | 34
            R2 untracked, perhaps back | 1919
            R20 an item whose delete is held is written nowhere | 12
            R20 beyond the guard | 12
            R20 a delete of the rejected window | 3810
            R20 a held delete is approved | 211
            R20 a held delete is rejected | 1367
            R21 a copy that only the former provider can name | 7
            R21 a reading by the provider before | 1308
            R21 an object under its new provider's id | 7
            R21 found by identity under the former provider | 7
            R4 a copy that the user made | 21
            R4 a stamp on another object | 21
            R4 found by a reading that waits | 75
            R4 found by its link | 1
            R4 found by our stamp | 1
            R5 compared with the base | 1
            R5 what differs from the base is an edit | 1
            R6 a reading waits for the outstanding command | 3
            R6 an end waits for the outstanding command | 16
            R6 what the command asked about | 5
            R6 what waited is taken in | 8
            R7 a base that nobody remembers | 785
            R7 a field is edited | 1
            R7 entries, without a version | 511
            R7 fields are decided | 1
            R7 whole, and what the CRM was shown | 2
            R7 whole, without a version, and known | 17
            R8 a delete from before the CRM's own later edit | 349
            R8 a deleted record as it was | 110
            R8 a deleted record lives again | 36
            R8 a patch of a deleted record, or an edit from before its delete | 14
            R8 a repeat is nothing | 807
            R8 older than the CRM's own edit | 24
            R9 an edit that had seen the present value | 13
            R9 the earlier stamp loses | 2
            R9 the later stamp wins | 1
            policy: the CRM's edits are not taken | 10
            policy: the mailbox's edits are not taken | 11
            policy: the other side is preferred | 1
            policy: the preferred side wins | 6
            policy: this side's deletes are not taken | 13
            """;

    private static final Map<String, String> BREAKS_OFF = Map.of(
            "R5 a first value",
            "the rows behind it compare with the value that stands: there is none, and they stop");

    private static final Map<String, String> WITHOUT_HARM = Map.ofEntries(
            entry("R2 an older reading never moves the base",
                    "the next row asks, and the answer says the same"),
            entry("R2 neither older nor newer, and the same",
                    "taken in, it changes nothing"),
            entry("R2 the base's version says nothing new",
                    "compared field by field, it shows no difference"),
            entry("R9 what is there already",
                    "decided again, the same value wins"),
            entry("R13 it has another id now",
                    "the next row takes it for an observation, which is known to be of a former id"),
            entry("R13 it was there",
                    "the source tells it as well; else only the alert of a double is missing"),
            entry("R13 it was gone",
                    "the source tells it as well"),
            entry("R13 it tells nothing",
                    "does nothing"),
            entry("R13 ours was never sent",
                    "only another generation of merge, by other rules, sends what this one did not"),
            entry("R14 what was refused is tried again",
                    "else it stays refused until another value is wished"),
            entry("R14 a command of before the handover",
                    "else it waits for the answer, which comes where all have the same rules"),
            entry("R14 what was withheld is released",
                    "only a generation of other rules withholds what nobody else wants"),
            entry("R14 what only new rules want made",
                    "only a generation of other rules wants somebody made whom nobody else does"),
            entry("R14 perhaps deleted by us, and wanted again",
                    "else the next listing tells that it is gone, and it is made again"),
            entry("R15 planned again",
                    "does nothing itself: every fact is followed by planning"),
            entry("R16 another item's person",
                    "else it stays ambiguous until an operator decides otherwise"),
            entry("R16 a value beats an empty one",
                    "settles who wins: else the later stamp, and a Conflict keeps the other"),
            entry("R18 what does not take part makes no item",
                    "an item that shows nothing is never published"),
            entry("R18 not ours to follow, and the base is newer",
                    "the next row asks"),
            entry("R18 perhaps not ours to follow",
                    "the next row withdraws it, and a later reading tracks it again"),
            entry("R18 not ours to follow",
                    "what is taken in is checked once more, and withdrawn"),
            entry("R18 tracked again",
                    "compared with the base, it is tracked again as well"),
            entry("R19 given to another mailbox",
                    "else gifts are counted by the guard, and more than it lets through are held"),
            entry("R19 an edit that the delete had not seen",
                    "settles who wins: else the delete, and Conflicts keep what it had not seen"),
            entry("R19 edited by someone who did not know of the delete",
                    "settles who wins: else the delete, and a Conflict keeps the edit"),
            entry("R19 shows nothing but names that the service works out",
                    "keeps values that nobody entered"),
            entry("R20 both sides deleted it",
                    "else it stays held until an operator decides"),
            entry("R21 an answer from the provider before",
                    "its object is linked to nothing, so nothing is taken from it"),
            entry("R21 a reading by the provider before that waited",
                    "its object is linked to nothing, so nothing is taken from it"));

    private final int seeds = Integer.getInteger("syncline.seeds", 25);

    static Stream<Caught> caught() {
        return Arrays.stream(CAUGHT.strip().split("\n")).map(Caught::of);
    }

    /** @param seed the first that failed without the row */
    record Caught(String rule, long seed) {

        static Caught of(String line) {
            String[] parts = line.split(" \\| ", -1);
            return new Caught(parts[0], Long.parseLong(parts[1]));
        }

        @Override
        public String toString() {
            return rule;
        }
    }

    @Test
    void namesEveryRow() {
        List<String> names = Rules.PROTOCOL.rows().stream().map(Rule::name).toList();

        Set<String> listed = Stream.of(caught().map(Caught::rule), BREAKS_OFF.keySet().stream(),
                WITHOUT_HARM.keySet().stream()).flatMap(Function.identity()).collect(toSet());

        assertThat(names).doesNotHaveDuplicates();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("caught")
    void noticesThatARuleIsMissing(Caught row) {
        Simulation without = without(row.rule());
        long seed = row.seed();
        while (without.run(seed).findings().isEmpty() && seed < row.seed() + seeds - 1) {
            seed++;
        }

        assertThat(without.run(seed).findings()).as("without %s, seed %d", row, seed)
                .isNotEmpty();
        assertThat(new Simulation(Rules.PROTOCOL).run(seed).problems())
                .as("with all rows, seed %d", seed)
                .isEmpty();
    }

    static Stream<String> breakingOff() {
        return BREAKS_OFF.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("breakingOff")
    void breaksOffWithoutARuleThatOthersNeed(String rule) {
        Simulation.Ending ending = without(rule).run(1);

        assertThat(ending.problems()).isNotEmpty();
        assertThat(ending.findings()).isEmpty();
    }

    private static Simulation without(String name) {
        return new Simulation(new Rules(Rules.PROTOCOL.rows()
                .stream()
                .filter(rule -> !rule.name().equals(name))
                .toList()));
    }
}
