package io.syncline.console.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationNameTest {

    @Test
    void namesTheFirstAsItWasAlwaysNamed() {
        assertThat(new GenerationName(1).application()).isEqualTo("syncline-merge");
        assertThat(new GenerationName(2).application()).isEqualTo("syncline-merge-2");
        assertThat(new GenerationName(2).privateTopic()).isEqualTo("syncline-merge-2-merged");
    }

    @ParameterizedTest
    @CsvSource({"1, syncline-merge-item-states-changelog, true", "1, syncline-merge-merged, true",
            "1, syncline-merge-2-item-states-changelog, false",
            "1, syncline-merge-12-merged, false", "1, syncline.contact.merged.v1, false",
            "2, syncline-merge-2-item-states-changelog, true",
            "2, syncline-merge-2-merged, true", "2, syncline-merge-item-states-changelog, false",
            "2, syncline-merge-20-item-states-changelog, false",
            "2, syncline-merge-21-merged, false", "2, syncline-merge-2-notes, false"})
    void ownsItsTopicsAndNoOthers(int number, String topic, boolean owned) {
        assertThat(new GenerationName(number).owns(topic)).isEqualTo(owned);
    }
}
