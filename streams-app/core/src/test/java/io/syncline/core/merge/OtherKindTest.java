package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.item.Field;
import io.syncline.core.item.Field.Form;
import io.syncline.core.item.Field.Merging;
import io.syncline.core.item.ItemKind;
import io.syncline.core.item.ItemKind.Identifying;
import io.syncline.core.item.ItemKind.Recomputed;
import io.syncline.core.item.ItemKind.Tracking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Merge knows no contacts: items of a kind that is made up here are merged by the same rules. */
class OtherKindTest {

    private static final ItemKind SHOWING = kind(
            new Field(1, "subject", Form.TEXT, Merging.SCALAR),
            new Field(2, "place", Form.TEXT, Merging.SCALAR),
            new Field(3, "guests", Form.EMAIL, Merging.SET),
            new Field(4, "secrecy", Form.SENSITIVITY, Merging.SCALAR),
            new Field(5, "labels", Form.TEXT, Merging.SET));

    private final World world = new World(SHOWING).capable();

    @Test
    void mergesFieldByFieldAgainstTheBase() {
        world.tell(new Fact.FirstListingCompleted("listed"));
        world.seen("x1", "ck1", "subject", "Showing", "guests", "a@example.com");
        String item = world.only().key().item();
        world.atMinute(1)
                .patch(item, 1, "place", "Main Street", "guests",
                        "a@example.com,b@example.com");
        Command write = world.outstanding(Verb.PATCH);
        world.atMinute(2)
                .seen("x1", "ck2", "subject", "Second showing", "guests",
                        "a@example.com,c@example.com");

        world.atMinute(3)
                .answer(write, Fact.Outcome.STALE, "",
                        world.there("x1", "ck2", "subject", "Second showing", "guests",
                                "a@example.com,c@example.com"));

        assertThat(world.value("subject")).isEqualTo("Second showing");
        assertThat(world.value("place")).isEqualTo("Main Street");
        assertThat(world.only().value("guests").asEntries()).hasSize(3);
        assertThat(world.outstanding(Verb.PATCH).fields())
                .containsExactlyInAnyOrder("place", "guests");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void makesOnBothSidesWhatNobodyIsRecognisedBy() {
        world.seen("x1", "ck1", "subject", "Showing");
        world.whole("c1", 0, "subject", "Showing");
        world.tell(new Fact.FirstListingCompleted("listed"));

        assertThat(world.living()).hasSize(2);
        assertThat(world.outstanding(Verb.CREATE).fields()).containsExactly("subject");
    }

    @Test
    void withdrawsWhatBecomesSecret() {
        world.tell(new Fact.FirstListingCompleted("listed"));
        world.seen("x1", "ck1", "subject", "Showing", "secrecy", "Personal");
        world.atMinute(1)
                .seen("x1", "ck2", "subject", "At the doctor's", "secrecy", "Confidential");

        world.atMinute(2).patch(world.only().key().item(), 1, "place", "Main Street");

        assertThat(world.value("subject")).isEqualTo("Showing");
        assertThat(world.quiet()).isTrue();
    }

    private static ItemKind kind(Field... fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Field field : fields) {
            byName.put(field.name(), field);
        }
        return new ItemKind("showing", byName, new Identifying("", "", "", List.of()),
                new Recomputed(Set.of(), Set.of()),
                new Tracking("secrecy", "labels"));
    }
}
