package io.syncline.console.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxNameTest {

    @Test
    void isReadAsItStandsInKeys() {
        MailboxName name = MailboxName.parse("acme/agent%2F1");

        assertThat(name).isEqualTo(new MailboxName("acme", "agent/1"));
        assertThat(name).hasToString("acme/agent%2F1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "acme/", "/agent-1", "acme/agent-1/item"})
    void hasATenantAndAnId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MailboxName.parse(text));
    }
}
