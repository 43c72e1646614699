package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.benchmarks.Told.Said;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The yardstick does merge: it is no cheaper than a plain merge has to be. */
class LastWriterWinsTest {

    private static final Value OLD = Value.text("Listing Agent");
    private static final Value NEW = Value.text("Senior Broker");

    @Test
    void keepsTheNewerValueWhicheverComesLast() {
        LastWriterWins merge = new LastWriterWins();
        merge.merge(said("jobTitle", NEW, 2), 0);

        Map<String, Value> told = merge.merge(said("jobTitle", OLD, 1), 0);

        assertThat(told).isEmpty();
        assertThat(merge.merge(said("companyName", OLD, 3), 0)).containsEntry("jobTitle", NEW);
    }

    @Test
    void publishesTheWholeContact() {
        LastWriterWins merge = new LastWriterWins();
        merge.merge(said("jobTitle", OLD, 1), 0);

        Map<String, Value> told = merge.merge(said("companyName", NEW, 2), 0);

        assertThat(told).isEqualTo(Map.of("jobTitle", OLD, "companyName", NEW));
    }

    @Test
    void takesARecordingThatIsToldAgainForNews() {
        LastWriterWins merge = new LastWriterWins();
        merge.merge(said("jobTitle", OLD, 1), 0);

        assertThat(merge.merge(said("jobTitle", OLD, 1), 10)).isNotEmpty();
    }

    private static Said said(String field, Value value, long atMs) {
        return new Said("contact-1", Set.of(field), Contents.of(Map.of(field, value)), atMs);
    }
}
