package io.syncline.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Providers.SetUp;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tenants and mailboxes come and go. */
class ProvidersTest {

    private static final MailboxRef AGENT = new MailboxRef("acme", "agent-1",
            "agent-1@example.com", List.of());

    private final MailboxProvider graph = named("graph");
    private final MailboxProvider other = named("graph");
    private final MailboxProvider ews = named("ews");
    private final Providers providers = new Providers();

    @Test
    void handsOverWhatATenantDoesNotHaveAnyMore() {
        providers.put("acme", List.of(graph, ews));

        assertThat(providers.put("acme", List.of(other, ews))).containsExactly(graph);
        assertThat(providers.of("acme", "graph")).contains(other);
        assertThat(providers.remove("acme")).containsExactlyInAnyOrder(other, ews);
        assertThat(providers.of("acme", "ews")).isEmpty();
    }

    @Test
    void knowsAMailboxUntilItIsTakenOut() {
        providers.put("acme", List.of(graph));
        providers.setUp(new SetUp(AGENT, "graph"));

        assertThat(providers.mailbox("acme", "agent-1")).contains(AGENT);
        assertThat(providers.setUpFor(AGENT)).contains("graph");

        providers.takeOut("acme", "agent-1");

        assertThat(providers.mailboxes()).isEmpty();
        assertThat(providers.setUpFor(AGENT)).isEmpty();
    }

    @Test
    void takesOutAMailboxThatNobodySetUp() {
        providers.takeOut("acme", "agent-1");

        assertThat(providers.mailboxes()).isEmpty();
    }

    @Test
    void takesTheMailboxesAlongWithTheirTenant() {
        providers.put("acme", List.of(graph));
        providers.setUp(new SetUp(AGENT, "graph"));

        providers.remove("acme");

        assertThat(providers.mailboxes()).isEmpty();
    }

    @Test
    void isReachedByTheRegistrysWordElseAsItWasSetUp() {
        providers.put("acme", List.of(graph, ews));
        providers.setUp(new SetUp(AGENT, "ews"));
        CurrentProviders current = new CurrentProviders(providers,
                key -> Optional.empty());

        assertThat(current.of(AGENT)).contains(ews);

        providers.takeOut("acme", "agent-1");

        assertThat(current.of(AGENT)).isEmpty();
        assertThat(current.name(AGENT)).isEmpty();
    }

    /** A name is all that counts here. */
    private static MailboxProvider named(String name) {
        return (MailboxProvider) Proxy.newProxyInstance(ProvidersTest.class.getClassLoader(),
                new Class<?>[]{MailboxProvider.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> name;
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> name;
                });
    }
}
