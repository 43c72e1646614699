package io.syncline.console.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.rebuild.Verdicts.Judged;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final Map<String, Print> NONE = Map.of();

    @Test
    void findsEachKindOfDifference() {
        Map<String, Print> running = Map.of("a", print(1, 1, 10), "b", print(2, 1, 11), "c",
                print(3, 1, 12));
        Map<String, Print> other = Map.of("a", print(1, 1, 10), "b", print(9, 1, 11), "d",
                print(4, 1, 13));

        Judged judged = new Verdicts(100, 0).judge(running, other);

        assertThat(judged.equal()).isEqualTo(1);
        assertThat(judged.of(Verdict.DIFFERING)).containsExactly("b");
        assertThat(judged.of(Verdict.MISSING)).containsExactly("c");
        assertThat(judged.of(Verdict.EXTRA)).containsExactly("d");
        assertThat(judged.of(Verdict.MOVING)).isEmpty();
    }

    @Test
    void judgesNothingThatOneOfThemHasNotPassed() {
        Map<String, Print> running = Map.of("changed", print(2, 2, 100), "new", print(3, 1, 101),
                "caught up", print(5, 2, 100));
        Map<String, Print> other = Map.of("changed", print(1, 1, 10), "ahead", print(4, 1, 102),
                "caught up", print(5, 2, 100));

        Judged judged = new Verdicts(100, 0).judge(running, other);

        assertThat(judged.of(Verdict.MOVING)).containsExactly("ahead", "changed", "new");
        assertThat(judged.equal()).isEqualTo(1);
        assertThat(judged.of(Verdict.DIFFERING)).isEmpty();
    }

    @Test
    void tellsVersionsThatTheOtherOneHasNotReachedApart() {
        Judged judged = new Verdicts(100, 0).judge(
                Map.of("a", print(1, 7, 10), "b", print(2, 1, 11)),
                Map.of("a", print(1, 5, 10), "b", print(2, 3, 11)));

        assertThat(judged.equal()).isEqualTo(2);
        assertThat(judged.behind()).containsExactly(Map.entry("a", 7L));
    }

    @Test
    void believesAGenerationThatRanOnlyWhatItHasPublishedSinceItWentSilent() {
        Map<String, Print> running = Map.of("unchanged since", print(1, 4, 40), "changed since",
                print(2, 5, 60), "changed otherwise", print(3, 6, 61), "not by the other",
                print(4, 2, 62));
        Map<String, Print> other = Map.of("unchanged since", print(9, 1, 5), "changed since",
                print(2, 5, 60), "changed otherwise", print(8, 6, 61));

        Judged judged = new Verdicts(100, 50).judge(running, other);

        assertThat(judged.equal()).isEqualTo(2);
        assertThat(judged.of(Verdict.DIFFERING)).containsExactly("changed otherwise");
        assertThat(judged.of(Verdict.MISSING)).containsExactly("not by the other");
    }

    @Test
    void forgetsWhatOnlyAnEarlierSilenceKnew() {
        Judged judged = new Verdicts(100, 50).judge(NONE, Map.of("gone", print(1, 1, 5)));

        assertThat(judged.equal()).isZero();
        assertThat(judged.keys()).isEmpty();
    }

    private static Print print(long hash, long version, long offset) {
        return new Print(hash, hash, version, offset);
    }
}
