package io.syncline.core.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.item.Field.Form;
import io.syncline.core.item.Field.Merging;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two who add the same address: what only one of them says of it is kept (rules R10 and R16). */
class SetMergeTest {

    private static final Field EMAILS = new Field(1, "emailAddresses", Form.EMAIL, Merging.LIST);
    private static final Value NAMED = emails(email("Jane@Example.com", "Jane at home"));
    private static final Value NAMELESS = emails(email("jane@example.com", ""));
    private static final Value REPEATING = emails(email("jane@example.com", "jane@example.com"));

    @Test
    void keepsTheNameThatOnlyTheOtherSideGave() {
        assertThat(added(NAMELESS, NAMED)).isEqualTo(
                emails(email("jane@example.com", "Jane at home")));
        assertThat(added(NAMED, NAMELESS)).isEqualTo(NAMED);
        assertThat(contradicted(NAMELESS, NAMED)).isFalse();
        assertThat(contradicted(NAMED, NAMELESS)).isFalse();
    }

    @Test
    void takesANameThatRepeatsTheAddressForNone() {
        assertThat(added(REPEATING, NAMED)).isEqualTo(
                emails(email("jane@example.com", "Jane at home")));
        assertThat(added(NAMED, REPEATING)).isEqualTo(NAMED);
        assertThat(contradicted(NAMED, REPEATING)).isFalse();
    }

    @Test
    void tellsOfTwoNames() {
        Value other = emails(email("jane@example.com", "Jane Doe"));

        assertThat(added(NAMED, other)).isEqualTo(NAMED);
        assertThat(contradicted(NAMED, other)).isTrue();
        assertThat(contradicted(NAMED, NAMED)).isFalse();
    }

    @Test
    void clearsANameThatTheEditorHadSeen() {
        assertThat(SetMerge.merge(EMAILS, NAMED, NAMED, NAMELESS, true)).isEqualTo(NAMELESS);
        assertThat(SetMerge.merge(EMAILS, NAMELESS, NAMED, NAMED, true)).isEqualTo(NAMELESS);
    }

    private static Value added(Value current, Value edited) {
        return SetMerge.merge(EMAILS, current, Value.NONE, edited, true);
    }

    private static boolean contradicted(Value current, Value edited) {
        return SetMerge.contradicts(EMAILS, current, Value.NONE, edited);
    }

    private static Value emails(Value email) {
        return Value.entries(List.of(email));
    }

    private static Value email(String address, String name) {
        return Value.group(Map.of("address", address, "name", name));
    }
}
