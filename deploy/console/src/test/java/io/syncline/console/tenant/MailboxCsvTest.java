package io.syncline.console.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.tenant.MailboxCsv.BadLine;
import io.syncline.console.tenant.MailboxCsv.Row;
import org.junit.jupiter.api.Test;

/** Lists of mailboxes as spreadsheets write them. */
class MailboxCsvTest {

    @Test
    void readsAnAddressALine() {
        assertThat(MailboxCsv.read("Jane@Example.com\n\njohn@example.com\n").rows())
                .containsExactly(new Row("jane@example.com", "jane", ""),
                        new Row("john@example.com", "john", ""));
    }

    @Test
    void readsColumnsInAnyOrderAsTheirHeadingSays() {
        MailboxCsv.Read read = MailboxCsv.read("\uFEFFid;Provider;Address\r\n"
                + "agent-7;EWS;\"jane@example.com\"\r\n");

        assertThat(read.rows()).containsExactly(new Row("jane@example.com", "agent-7", "ews"));
        assertThat(read.bad()).isEmpty();
    }

    @Test
    void keepsGoodLinesAndTellsOfBadOnesByTheirNumber() {
        MailboxCsv.Read read = MailboxCsv.read("""
                address,id,provider
                jane@example.com
                nobody
                jane@example.com,other
                jane@example.org
                john@example.com,john,imap
                joan@example.com,j o a n
                josh@example.com
                """);

        assertThat(read.rows()).extracting(Row::address)
                .containsExactly("jane@example.com", "josh@example.com");
        assertThat(read.bad()).extracting(BadLine::line).containsExactly(3, 4, 5, 6, 7);
        assertThat(read.bad()).extracting(BadLine::message)
                .satisfiesExactly(message -> assertThat(message).contains("no e-mail address"),
                        message -> assertThat(message).contains("line 2 already"),
                        message -> assertThat(message).contains("The id 'jane'"),
                        message -> assertThat(message).contains("'imap' is no provider"),
                        message -> assertThat(message).contains("is no id"));
    }

    @Test
    void saysThatAHeadingHasNoAddresses() {
        assertThat(MailboxCsv.read("name,mail\n").bad())
                .containsExactly(new BadLine(1, "The heading has no column 'address'"));
    }
}
