package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.CommandAnswered;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.CommandIssued;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.FactRefused;
import io.syncline.core.state.ItemEvent.Published;
import io.syncline.core.state.Slot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured is the protocol at work, on contacts of the size that was asked for. */
class StoryTest {

    private static final int CONTACTS = 200;
    private static final int FEW = 20;

    @Test
    void answersEveryCommand() {
        Recording recording = new Story(1, CONTACTS).recorded(4);

        List<ItemEvent> events = events(replayed(recording, recording.start().copy()));

        assertThat(count(events, CommandIssued.class)).isPositive()
                .isEqualTo(count(facts(recording), CommandAnswered.class));
    }

    @Test
    void isRefusedNothing() {
        Recording recording = new Story(1, CONTACTS).recorded(4);

        List<Fold.Folded> folded = replayed(recording, recording.start().copy());

        assertThat(folded).allMatch(step -> step.refusals().isEmpty());
        assertThat(count(events(folded), FactRefused.class)).isZero();
    }

    @Test
    void publishesNearlyEveryEdit() {
        Recording recording = new Story(1, CONTACTS).recorded(4);

        List<ItemEvent> events = events(replayed(recording, recording.start().copy()));

        assertThat(count(events, Published.class)).isGreaterThan(7L * CONTACTS);
    }

    @Test
    void holdsEditsThatDidNotKnowOfEachOther() {
        Recording recording = new Story(1, CONTACTS).recorded(4);

        List<ItemEvent> events = events(replayed(recording, recording.start().copy()));

        assertThat(count(events, ConflictFound.class)).isPositive();
        assertThat(facts(recording)).anyMatch(fact -> fact instanceof CommandAnswered answer
                && answer.outcome() == Outcome.STALE);
    }

    @Test
    void isQuietAfterEveryRound() {
        Story story = new Story(1, CONTACTS);

        story.live(4);

        assertThat(story.mailbox().items()).hasSize(CONTACTS)
                .allMatch(item -> item.slot() instanceof Slot.Free)
                .allMatch(item -> !item.trouble().due());
    }

    @Test
    void comesToTheSameStatesFromTheSameStart() {
        Story story = new Story(1, CONTACTS);
        story.live(2);
        Recording recording = story.recorded(2);
        FoldedMailbox again = recording.start().copy();

        replayed(recording, again);

        assertThat(again.items()).containsExactlyInAnyOrderElementsOf(story.mailbox().items());
    }

    @Test
    void makesContactsOfSixHundredBytesOnAverage() {
        Story story = new Story(1, CONTACTS);

        story.live(4);

        assertThat(StateSize.of(story.mailbox().items()).contact().figure()).isBetween(550.0,
                650.0);
    }

    /** As on the contacts whose speed is measured; for a long past see {@link Measuring}. */
    @Test
    void keepsAStateWithinThreeTimesTheMergedRecordAfterEightEdits() {
        Story story = new Story(1, CONTACTS);

        story.live(4);

        assertThat(StateSize.of(story.mailbox().items()).stateOverMerged().figure())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void keepsAStateAsSmallAfterAThousandEditsAsAfterAHundred() {
        Story story = new Story(1, FEW);
        story.live(50);
        double afterAHundred = stateBytes(story);

        story.live(450);

        assertThat(stateBytes(story)).isLessThan(1.05 * afterAHundred);
    }

    private static double stateBytes(Story story) {
        return StateSize.of(story.mailbox().items()).state().figure();
    }

    private static List<Fact> facts(Recording recording) {
        return recording.facts().stream().<Fact>map(Told::fact).toList();
    }

    private static List<Fold.Folded> replayed(Recording recording, FoldedMailbox mailbox) {
        List<Fold.Folded> folded = new ArrayList<>();
        recording.facts().forEach(told -> folded.add(mailbox.tell(told.now(), told.fact())));
        return folded;
    }

    private static List<ItemEvent> events(List<Fold.Folded> folded) {
        return folded.stream()
                .flatMap(each -> each.steps().stream())
                .flatMap(step -> step.events().stream())
                .toList();
    }

    private static long count(List<?> all, Class<?> type) {
        return all.stream().filter(type::isInstance).count();
    }
}
