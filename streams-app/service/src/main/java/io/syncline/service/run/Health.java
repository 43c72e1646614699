package io.syncline.service.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a service is at one moment.
 *
 * <pre>
 * live    the process can go on by itself; if not, it has to be started again
 * ready   it works now: it has started, and nothing that it needs is missing
 * </pre>
 *
 * A service whose broker is away is live and not ready: starting it again would not help.
 *
 * @param live see above
 * @param findings what was looked at
 */
record Health(boolean live, List<Finding> findings) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Health {
        findings = List.copyOf(findings);
    }

    /** What came of one check. */
    record Finding(HealthCheck check, Optional<String> problem) {

        static Finding of(HealthCheck check) {
            return new Finding(check, check.problem().get());
        }

        boolean isBad() {
            return check.needed() && problem.isPresent();
        }
    }

    /**
     * Looks at everything.
     *
     * @param service nothing until it has started
     * @param surroundings what every service needs
     */
    static Health of(Optional<Service> service, List<HealthCheck> surroundings) {
        boolean live = service.map(Service::isHealthy).orElse(false);
        HealthCheck itself = new HealthCheck("service", true, () -> live
                ? Optional.empty()
                : Optional.of(service.isEmpty()
                        ? "It has not started yet"
                        : "It cannot go on; its log says why"));
        List<HealthCheck> own = service.map(Service::checks).orElse(List.of());
        return new Health(live, Stream.of(List.of(itself), surroundings, own)
                .flatMap(List::stream)
                .map(Finding::of)
                .toList());
    }

    boolean ready() {
        return findings.stream().noneMatch(Finding::isBad);
    }

    /** {@code {"status": "up" | "degraded" | "down", "checks": [{"name", "status", "reason"}]}} */
    String json() {
        boolean whole = findings.stream().allMatch(finding -> finding.problem().isEmpty());
        ObjectNode body = JSON.createObjectNode()
                .put("status", whole ? "up" : ready() ? "degraded" : "down");
        findings.forEach(finding -> {
            ObjectNode one = body.withArray("checks")
                    .addObject()
                    .put("name", finding.check().name())
                    .put("status", finding.problem().isEmpty()
                            ? "up"
                            : finding.isBad() ? "down" : "degraded");
            finding.problem().ifPresent(reason -> one.put("reason", reason));
        });
        return body + "\n";
    }
}
