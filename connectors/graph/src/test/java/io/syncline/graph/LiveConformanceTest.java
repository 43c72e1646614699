package io.syncline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.syncline.conformance.MailboxProviderConformance;
import io.syncline.conformance.Person;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The suite against a real tenant, where the environment names one ({@link LiveTenant}). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveConformanceTest extends MailboxProviderConformance {

    private LiveTenant tenant;
    private GraphProvider provider;

    @BeforeAll
    void start() {
        Optional<LiveTenant> named = LiveTenant.fromEnvironment();
        boolean required = List.of(System.getProperty("syncline.require", "").split(","))
                .contains("tenant");
        assertThat(named.isPresent() || !required).as("a real tenant is required").isTrue();
        if (named.isEmpty()) {
            System.out.println("SKIPPED: tenant is missing (set SYNCLINE_LIVE_GRAPH_DIRECTORY, "
                    + "_CLIENT, _SECRET and _MAILBOX to test Graph itself)");
        }
        assumeTrue(named.isPresent(), "no real tenant");
        tenant = named.orElseThrow();
        provider = tenant.provider();
    }

    @AfterAll
    void stop() {
        if (provider != null) {
            provider.close();
            tenant.close();
        }
    }

    @Override
    protected MailboxProvider provider() {
        return provider;
    }

    @Override
    protected MailboxRef mailbox() {
        return tenant.mailbox();
    }

    @Override
    protected Person person() {
        return tenant;
    }
}
