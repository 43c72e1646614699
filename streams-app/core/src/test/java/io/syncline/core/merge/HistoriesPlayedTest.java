package io.syncline.core.merge;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every history that merge decides has a test of its own. */
class HistoriesPlayedTest {

    static final int HISTORIES = 27;
    /** A sink that was cut off, and a search that lags: PartitionLanesTest and CarryOutTest play them. */
    private static final Set<Integer> OF_THE_SINK = Set.of(19, 23);

    @Test
    void playsEachOfThem() {
        Set<Integer> played = Stream
                .of(HistoriesTest.class, MoreHistoriesTest.class, LateWordsTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(method -> method.getAnnotation(History.class))
                .filter(Objects::nonNull)
                .map(History::value)
                .collect(toCollection(TreeSet::new));

        Set<Integer> all = IntStream.rangeClosed(1, HISTORIES)
                .filter(number -> !OF_THE_SINK.contains(number))
                .boxed()
                .collect(toCollection(TreeSet::new));

        assertThat(played).isEqualTo(all);
    }
}
