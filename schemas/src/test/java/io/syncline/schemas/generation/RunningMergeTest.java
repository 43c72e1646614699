package io.syncline.schemas.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningMergeTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"'',1", "2 FOLDING,1", "2 PROMOTING,1",
            "1 RUNNING/2 PROMOTING,1", "1 RETIRED/2 RUNNING,2", "1 RUNNING/2 RETIRED,1",
            "1 RETIRED/2 RUNNING/3 PROMOTING,2", "1 ABANDONED/2 PROMOTING,2",
            "1 RETIRED/2 ABANDONED/3 PROMOTING,3", "1 ABANDONED/2 RUNNING/3 FOLDING,2"})
    void namesTheOneThatPublishes(String records, int number) {
        assertThat(RunningMerge.number(read(records))).hasValue(number);
    }

    @Test
    void namesNoneWhereNoneIsLeft() {
        assertThat(RunningMerge.number(read("1 ABANDONED/2 FOLDING")))
                .isEqualTo(OptionalInt.empty());
    }

    @Test
    void namesTheGroupOfEach() {
        assertThat(RunningMerge.application(1)).isEqualTo("syncline-merge");
        assertThat(RunningMerge.application(12)).isEqualTo("syncline-merge-12");
    }

    private static List<Generation> read(String records) {
        return Arrays.stream(records.replace("'", "").split("/"))
                .filter(record -> !record.isEmpty())
                .map(record -> record.split(" "))
                .map(parts -> Generation.newBuilder()
                        .setNumber(Integer.parseInt(parts[0]))
                        .setState(GenerationState.valueOf(parts[1]))
                        .setStartedBy("operator")
                        .setStartedAt(Instant.EPOCH)
                        .build())
                .toList();
    }
}
