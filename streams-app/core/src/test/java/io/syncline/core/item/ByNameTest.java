package io.syncline.core.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ByNameTest {

    @Test
    void isTheMapThatItWasMadeOf() {
        Map<String, Integer> made = Map.of("phone", 1, "Aa", 2, "BB", 3);

        ByName<Integer> map = ByName.copyOf(made);

        assertThat(map).isEqualTo(made).hasSize(3).doesNotContainKey("C#");
        assertThat(made).isEqualTo(map);
        assertThat(map.hashCode()).isEqualTo(made.hashCode());
        assertThat(List.copyOf(map.keySet())).containsExactly("Aa", "BB", "phone");
    }

    @Test
    void isNotCopiedAgain() {
        ByName<Integer> map = ByName.copyOf(Map.of("phone", 1));

        assertThat(ByName.<Integer>copyOf(map)).isSameAs(map);
    }

    @Test
    void doesWhatASortedMapDoes() {
        Random random = new Random(7);
        ByName<Integer> map = ByName.copyOf(Map.of());
        Map<String, Integer> expected = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            String name = "field" + random.nextInt(60);
            ByName<Integer> before = map;
            Map<String, Integer> expectedBefore = new TreeMap<>(expected);

            map = map.with(name, i);
            expected.put(name, i);

            assertThat(List.copyOf(map.entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
            assertThat(map.get(name)).isEqualTo(i);
            assertThat(before).isEqualTo(expectedBefore);
        }
    }

    @Test
    void leavesOutWhatBecomesNull() {
        ByName<Integer> map = ByName.copyOf(Map.of("a", 1, "b", 2, "c", 3));

        ByName<String> odd = map.map((name, value) -> value % 2 == 0 ? null : name + value);

        assertThat(odd).isEqualTo(Map.of("a", "a1", "c", "c3")).doesNotContainKey("b");
    }

    @Test
    void cannotBeChanged() {
        ByName<Integer> map = ByName.copyOf(Map.of("a", 1));

        assertThatThrownBy(() -> map.put("b", 2))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("a"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(2))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
