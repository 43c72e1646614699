package io.syncline.graph;

import io.syncline.conformance.MailboxProviderConformance;
import io.syncline.conformance.Person;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.simulator.mailbox.Mutation;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The suite on a mutant; started by {@link MutantsTest} alone, so its name is no test's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantConformance extends MailboxProviderConformance {

    static final String MUTATION = "syncline.mutation";

    private SimulatedGraph tenant;
    private GraphProvider provider;

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new SimulatedGraph(data,
                Set.of(Mutation.valueOf(System.getProperty(MUTATION))));
        provider = tenant.provider();
    }

    @AfterAll
    void stop() {
        provider.close();
        tenant.close();
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
