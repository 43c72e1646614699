package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault, as a client meets it. */
class FaultsTest {

    private static final String BACK_OFF = "//t:Value[@Name='BackOffMilliseconds']";

    private ExchangeFixture tenant;
    private SoapAnswer made;

    @BeforeEach
    void start(@TempDir Path data) {
        tenant = new ExchangeFixture(data);
        made = tenant.done(Soap.create("<t:DisplayName>Jane</t:DisplayName><t:PhoneNumbers>"
                + "<t:Entry Key=\"MobilePhone\">+1 202 555 0100</t:Entry></t:PhoneNumbers>"));
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void isBusyByItsStatus() {
        tenant.arm("{\"kind\": \"busy_status\", \"millis\": 1500}");
        tenant.arm("{\"kind\": \"busy_status\"}");

        SoapAnswer first = tenant.send(get());

        assertThat(first.status()).isEqualTo(503);
        assertThat(first.the(BACK_OFF)).isEqualTo("1500");
        assertThat(tenant.send(get()).text()).startsWith("<html>");
        assertThat(tenant.send(get()).status()).isEqualTo(200);
    }

    @Test
    void isBusyByAFault() {
        tenant.arm("{\"kind\": \"busy_fault\", \"millis\": 1500}");

        SoapAnswer busy = tenant.send(get());

        assertThat(busy.status()).isEqualTo(500);
        assertThat(busy.the("//e:ResponseCode")).isEqualTo("ErrorServerBusy");
        assertThat(busy.the("//detail/t:MessageXml/t:Value")).isEqualTo("1500");
    }

    @Test
    void isBusyForEachItem() {
        tenant.arm("{\"kind\": \"busy_message\", \"millis\": 1500, \"operation\": \"GetItem\"}");

        SoapAnswer busy = tenant.send(Soap.get(Soap.ID_ONLY, made.itemId(), made.itemId()));

        assertThat(busy.codes()).containsExactly("ErrorServerBusy", "ErrorServerBusy");
        assertThat(busy.all(BACK_OFF)).containsExactly("1500", "1500");
    }

    @Test
    void isBusyWithinAnotherError() {
        tenant.arm("{\"kind\": \"busy_nested\", \"millis\": 1500}");

        SoapAnswer busy = tenant.send(get());

        assertThat(busy.codes()).containsExactly("ErrorInternalServerError");
        assertThat(busy.the("//t:Value[@Name='InnerErrorResponseCode']"))
                .isEqualTo("ErrorServerBusy");
        assertThat(busy.the(BACK_OFF)).isEqualTo("1500");
    }

    @Test
    void isSwitchedOff() {
        tenant.arm("{\"kind\": \"status\", \"status\": 403, \"times\": 2}");

        assertThat(tenant.send(get()).status()).isEqualTo(403);
        assertThat(tenant.send(get()).status()).isEqualTo(403);
        assertThat(tenant.send(get()).status()).isEqualTo(200);
    }

    @Test
    void saysThatAMailboxMoves() {
        tenant.arm("{\"kind\": \"error\", \"code\": \"ErrorMailboxMoveInProgress\"}");
        tenant.arm("{\"kind\": \"fault\", \"code\": \"ErrorMailboxMoveInProgress\"}");

        assertThat(tenant.send(get()).codes()).containsExactly("ErrorMailboxMoveInProgress");
        assertThat(tenant.send(get()).the("//e:ResponseCode"))
                .isEqualTo("ErrorMailboxMoveInProgress");
    }

    @Test
    void refusesAWriteAsStaleInEachOfItsWords() {
        for (String code : List.of("ErrorIrresolvableConflict", "ErrorStaleObject",
                "ErrorChangeKeyRequiredForWriteOperations")) {
            tenant.arm("{\"kind\": \"error\", \"operation\": \"UpdateItem\", \"code\": \"" + code
                    + "\"}");

            assertThat(tenant.send(Soap.update(made.itemId(), made.changeKey(), jobTitle()))
                    .codes()).containsExactly(code);
        }
    }

    @Test
    void losesTheAnswerOfAWriteThatWasDone() {
        tenant.arm("{\"kind\": \"drop_answer\", \"operation\": \"UpdateItem\"}");

        SoapAnswer lost = tenant.send(
                Soap.update(made.itemId(), made.changeKey(), jobTitle()));

        assertThat(lost.status()).isEqualTo(504);
        assertThat(tenant.done(Soap.get(Soap.EVERYTHING, made.itemId())).the("//t:JobTitle"))
                .isEqualTo("Agent");
    }

    @Test
    void losesItsSyncState() {
        String state = tenant.done(Soap.sync("", 512)).syncState();
        tenant.arm("{\"kind\": \"state_lost\"}");

        SoapAnswer lost = tenant.send(Soap.sync(state, 512));

        assertThat(lost.codes()).containsExactly("ErrorInvalidSyncStateData");
        assertThat(lost.syncState()).isEmpty();
        assertThat(tenant.done(Soap.sync(state, 512)).itemIds()).isEmpty();
    }

    @Test
    void tellsOfAGhost() {
        tenant.arm("{\"kind\": \"ghost\"}");

        List<String> told = tenant.done(Soap.sync("", 512)).itemIds();

        assertThat(told).hasSize(2).contains(made.itemId());
        assertThat(tenant.send(Soap.get(Soap.ID_ONLY, told.toArray(String[]::new))).codes())
                .containsExactlyInAnyOrder("NoError", "ErrorItemNotFound");
    }

    @Test
    void tellsThatAnItemWasRead() {
        String state = tenant.done(Soap.sync("", 512)).syncState();
        tenant.arm("{\"kind\": \"read_flag\"}");

        assertThat(tenant.done(Soap.sync(state, 512)).all("//t:ReadFlagChange/t:ItemId/@Id"))
                .containsExactly(made.itemId());
    }

    @Test
    void tellsAChangeOfAKindThatNobodyKnows() {
        tenant.arm("{\"kind\": \"unknown_change\"}");

        assertThat(tenant.sendUnchecked(Soap.sync("", 512)).all("//m:Changes/t:Archived"))
                .hasSize(1);
    }

    @Test
    void showsAPhoneUnderAKeyThatNobodyKnows() {
        tenant.arm("{\"kind\": \"unknown_value\", \"operation\": \"GetItem\"}");

        SoapAnswer odd = tenant.sendUnchecked(Soap.get(Soap.EVERYTHING, made.itemId()));

        assertThat(odd.all("//t:PhoneNumbers/t:Entry/@Key"))
                .containsExactly("MobilePhone", "SatellitePhone");
    }

    @Test
    void comesLate() {
        tenant.arm("{\"kind\": \"slow\", \"millis\": 300}");
        tenant.arm("{\"kind\": \"hold_answer\", \"millis\": 300}");
        long begun = System.nanoTime();

        tenant.done(get());
        tenant.done(get());

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThanOrEqualTo(Duration.ofMillis(600));
    }

    @Test
    void meetsTheNamedMailboxAlone() {
        tenant.arm("{\"kind\": \"status\", \"mailbox\": \"other@example.com\"}");

        assertThat(tenant.send(get()).status()).isEqualTo(200);
    }

    @Test
    void goesAway() {
        tenant.arm("{\"kind\": \"status\", \"times\": 1000}");

        tenant.admin("DELETE", "/admin/ews/faults", "");

        assertThat(tenant.send(get()).status()).isEqualTo(200);
    }

    private String get() {
        return Soap.get(Soap.ID_ONLY, made.itemId());
    }

    private static String jobTitle() {
        return Soap.set(Soap.field("contacts:JobTitle"), "<t:JobTitle>Agent</t:JobTitle>");
    }
}
