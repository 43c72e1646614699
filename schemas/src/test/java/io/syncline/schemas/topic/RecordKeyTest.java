package io.syncline.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with/slash", "with space", "100%", "a+b", "AAMk=", "ümlaut",
            ""})
    void readsBackWhatItWrote(String id) {
        RecordKey key = new RecordKey("acme/1", "m 1", id);

        assertThat(RecordKey.parse(key.text())).isEqualTo(key);
    }

    @Test
    void encodesEveryCharacterAsAnEncoderOfUrlsDoes() {
        for (char character = 1; character < 1_000; character++) {
            String id = "a" + character + "b";

            assertThat(RecordKey.join(id)).isEqualTo(
                    URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
            assertThat(RecordKey.part(RecordKey.join(id))).isEqualTo(id);
        }
    }

    @Test
    void keepsCaseApart() {
        assertThat(new RecordKey("t", "m", "AAb").text())
                .isNotEqualTo(new RecordKey("t", "m", "AaB").text());
    }

    @Test
    void neverLetsOneMailboxBePrefixOfAnother() {
        assertThat(new RecordKey("t", "m10", "x").text())
                .doesNotStartWith(RecordKey.prefix("t", "m1"));
        assertThat(new RecordKey("t", "m/1", "x").text())
                .doesNotStartWith(RecordKey.prefix("t", "m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "t/m", "t/m/i/x", "/m/i", "t//i"})
    void refusesWhatIsNoKey(String text) {
        assertThatThrownBy(() -> RecordKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }

    @Test
    void putsOneMailboxIntoOnePartition() {
        long partitions = IntStream.range(0, 100)
                .mapToObj(i -> new RecordKey("t", "m", "item-" + i).text())
                .mapToInt(key -> MailboxPartitioner.partition(key, 12))
                .distinct()
                .count();

        assertThat(partitions).isEqualTo(1);
    }

    @Test
    void spreadsMailboxes() {
        long partitions = IntStream.range(0, 200)
                .mapToObj(i -> new RecordKey("t", "m" + i, "item").text())
                .mapToInt(key -> MailboxPartitioner.partition(key, 12))
                .distinct()
                .count();

        assertThat(partitions).isEqualTo(12);
    }
}
