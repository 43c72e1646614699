package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.tenant.MailboxCsv.BadLine;
import io.syncline.console.tenant.MailboxCsv.Read;
import io.syncline.console.tenant.MailboxCsv.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxRowsTest {

    @Test
    void takesGoodRowsAndNamesBadOnesByTheirPlace() {
        Read read = MailboxRows.read(List.of(new Row("Jane@Example.com", "", ""),
                new Row("no address", "", ""), new Row("joe@example.com", "agent-2", "graph")));

        assertThat(read.rows()).containsExactly(new Row("jane@example.com", "jane", ""),
                new Row("joe@example.com", "agent-2", "graph"));
        assertThat(read.bad()).extracting(BadLine::line).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@example.com,b@example.com", "a@example.com\nb@example.com",
            "a@example.com;x", "\"a@example.com", "#a@example.com", "", "agent"})
    void isNoWayAroundTheRulesOfAFile(String address) {
        Read read = MailboxRows.read(List.of(new Row(address, "", "")));

        assertThat(read.rows()).isEmpty();
        assertThat(read.bad()).extracting(BadLine::line).containsExactly(1);
    }
}
