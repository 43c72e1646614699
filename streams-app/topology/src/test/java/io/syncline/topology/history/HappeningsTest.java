package io.syncline.topology.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.item.ItemKey;
import io.syncline.core.item.Value;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.Evolution;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Trouble;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept from a mailbox is told value by value. */
class HappeningsTest {

    private static final ItemState EMPTY = ItemState.unknown(new ItemKey("acme", "agent-1", "i"));
    private static final Value BROKER = Value.text("Broker");
    private static final Value DIRECTOR = Value.text("Director");

    @Test
    void tellsWhatIsWithheld() {
        Fold.Step step = step(EMPTY, withheld(Map.of("jobTitle", BROKER, Trouble.WHOLE_ITEM,
                Value.NONE)));

        assertThat(Happenings.of(step, "")).containsExactly(
                new Happening.Withheld("jobTitle", Shown.of(BROKER)),
                new Happening.Withheld(Glance.WHOLE_ITEM, Shown.NOTHING));
        assertThat(Glances.of(step.after()).withheld())
                .isEqualTo(Map.of("jobTitle", Shown.of(BROKER),
                        Glance.WHOLE_ITEM, Shown.NOTHING));
    }

    @Test
    void tellsWhatIsLetOutAndWhatIsWithheldWithAnotherValue() {
        ItemState before = Evolution.evolve(EMPTY, withheld(Map.of("jobTitle", BROKER,
                "companyName", BROKER, "department", BROKER)));

        Fold.Step step = step(before, withheld(Map.of("jobTitle", DIRECTOR, "department",
                BROKER)));

        assertThat(Happenings.of(step, "")).containsExactly(
                new Happening.Withheld("jobTitle", Shown.of(DIRECTOR)),
                new Happening.LetOut("companyName"));
    }

    @Test
    void tellsNothingOfWhatCancelsItself() {
        Fold.Step step = step(EMPTY, withheld(Map.of("jobTitle", BROKER)), withheld(Map.of()));

        assertThat(Happenings.of(step, "")).isEmpty();
    }

    @Test
    void tellsARefusalApartFromWhatIsWithheld() {
        Fold.Step step = step(EMPTY, new ItemEvent.RefusalNoted(Set.of(), Map.of("jobTitle",
                BROKER)));

        assertThat(Happenings.of(step, "ErrorInvalidProperty")).containsExactly(
                new Happening.Parked("jobTitle", Shown.of(BROKER), "ErrorInvalidProperty"));
        assertThat(Glances.of(step.after()).withheld()).isEmpty();
    }

    private static ItemEvent withheld(Map<String, Value> values) {
        return new ItemEvent.WritesWithheld(values);
    }

    private static Fold.Step step(ItemState before, ItemEvent... events) {
        ItemState after = before;
        for (ItemEvent event : events) {
            after = Evolution.evolve(after, event);
        }
        return new Fold.Step(before, after, List.of(events));
    }
}
