package io.syncline.topology.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.core.item.ContactKind;
import org.junit.jupiter.api.Test;

/** A build that meets a state of another format says what to do. */
class StateFormatTest {

    private static final byte OLD = 1;
    private static final byte NEWER = 127;

    @Test
    void tellsThatAnOlderStateIsFoldedAnew() {
        assertThatThrownBy(() -> StateFormat.require("item", 6, 7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stored item state has format 6, and this build reads 7")
                .hasMessageContaining("deploy/syncline rebuild start --build")
                .hasMessageContaining("deploy/UPGRADE.md")
                .hasMessageContaining("Nothing was lost");
    }

    @Test
    void tellsThatANewerStateWantsTheNewerBuild() {
        assertThatThrownBy(() -> StateFormat.require("mailbox", 8, 7))
                .hasMessageContaining("A newer build wrote it: run that one")
                .hasMessageContaining("deploy/syncline rebuild promote");
    }

    @Test
    void letsItsOwnFormatBe() {
        assertThatCode(() -> StateFormat.require("item", 7, 7)).doesNotThrowAnyException();
    }

    @Test
    void isAskedBeforeAnythingElseIsRead() {
        byte[] older = {OLD};
        byte[] newer = {NEWER};

        assertThatThrownBy(() -> MailboxStateCodec.decode(older))
                .hasMessageContaining("stored mailbox state has format 1");
        assertThatThrownBy(() -> new ItemStateCodec(ContactKind.CONTACT).decode(newer))
                .hasMessageContaining("stored item state has format 127");
    }
}
