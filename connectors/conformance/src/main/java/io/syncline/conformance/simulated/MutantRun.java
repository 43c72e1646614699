package io.syncline.conformance.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import io.syncline.conformance.MailboxProviderConformance;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the suite within a test, to see it fail on a service that is wrong on purpose. */
public final class MutantRun {

    private static final int TESTS_MORE_THAN = 10;

    private MutantRun() {}

    /** The names of the tests that failed. */
    public static Set<String> failedTests(Class<? extends MailboxProviderConformance> suite) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();

        LauncherFactory.create()
                .execute(request().selectors(selectClass(suite)).build(), listener);

        assertThat(listener.getSummary().getTestsStartedCount()).isGreaterThan(TESTS_MORE_THAN);
        return listener.getSummary()
                .getFailures()
                .stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName().replace("()", ""))
                .collect(Collectors.toSet());
    }
}
