package io.syncline.console;

import io.syncline.console.TenantOptions.Desks;
import io.syncline.console.tenant.Accesses;
import io.syncline.console.tenant.Actor;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.VerificationStep;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Says what is known of tenants, and what verifications find, for people or for scripts. */
final class TenantReport {

    private final PrintWriter out;
    private final boolean json;

    TenantReport(CommandSpec spec, boolean json) {
        this.out = spec.commandLine().getOut();
        this.json = json;
    }

    /** Verifies, telling each step as it ends; 0 if the tenant may take part. */
    int verification(Desks desks, String tenant, String provider, Actor actor) {
        Map<Step, Finding> findings = desks.tenants()
                .verify(tenant, provider, actor, new Verification.Watcher() {
                    @Override
                    public void begins(Step step) {}

                    @Override
                    public void ends(Step step, Finding finding) {
                        if (!json) {
                            steps(step.title(), finding);
                        }
                    }
                });
        boolean passed = Verification.isPassed(findings);
        if (json) {
            say(Json.of(ofVerification(tenant, provider, passed, findings)));
        } else {
            say(passed
                    ? "Everything works. If " + tenant
                            + " has no mailboxes yet, choose them next:\n  deploy/syncline mailboxes add "
                            + tenant
                            + " agent-1@example.com\n  deploy/syncline mailboxes import " + tenant
                            + " mailboxes.csv"
                    : "Not yet. What was submitted is kept; mend what failed, and give only what"
                            + " changed:\n  deploy/syncline tenants submit " + tenant
                            + " ...\nor, if nothing of it changed:\n"
                            + "  deploy/syncline tenants verify " + tenant);
        }
        return passed ? 0 : 1;
    }

    void tenants(List<Tenant> tenants, Instant now) {
        if (json) {
            say(Json.ofAll(tenants.stream().map(TenantReport::of).toList()));
        } else if (tenants.isEmpty()) {
            say("No tenant is registered. Begin with: deploy/syncline tenants submit --help");
        } else {
            tenants.forEach(tenant -> tenant(tenant, now));
        }
    }

    void tenant(Tenant tenant, Instant now) {
        if (json) {
            say(Json.of(of(tenant)));
            return;
        }
        say(tenant.getTenant() + "  " + state(tenant) + "  " + tenant.getName());
        tenant.getAccesses().forEach(access -> access(access, now));
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    private void access(Access access, Instant now) {
        say("  " + access.getProvider() + ", " + (Accesses.isInUse(access)
                ? "in use"
                : "submitted, not verified") + ends(access, now));
        access.getVerification().ifPresent(verification -> {
            say("    " + (verification.getPassed() ? "verified at " : "verification failed at ")
                    + verification.getAt() + " by " + verification.getBy());
            verification.getSteps()
                    .stream()
                    .filter(step -> !List.of("passed", "skipped").contains(step.getOutcome()))
                    .forEach(step -> say("    " + step.getOutcome() + "  " + step.getStep() + ": "
                            + step.getEvidence()
                            + (step.getRemedy().isEmpty() ? "" : "\n      " + step.getRemedy())));
        });
    }

    private static String ends(Access access, Instant now) {
        return access.getSubmitted()
                .or(access::getCredential)
                .flatMap(SealedCredential::getExpiresAt)
                .map(end -> (end.isAfter(now)
                        ? "; its credential ends on "
                        : "; its credential ended on ")
                        + end.atZone(ZoneOffset.UTC).toLocalDate())
                .orElse("; its credential names no end");
    }

    private void steps(String title, Finding finding) {
        say(String.format(Locale.ROOT, "%-8s", finding.outcome().name().toLowerCase(Locale.ROOT))
                + " " + title + ": " + finding.evidence());
        if (finding.outcome() != Outcome.PASSED && !finding.remedy().isEmpty()) {
            say("         " + finding.remedy());
        }
    }

    private static String state(Tenant tenant) {
        return tenant.getState().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> ofVerification(String tenant, String provider,
            boolean passed, Map<Step, Finding> findings) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("tenant", tenant);
        values.put("provider", provider);
        values.put("passed", passed);
        values.put("steps", findings.entrySet()
                .stream()
                .map(entry -> step(entry.getKey().text(), entry.getValue()))
                .toList());
        return values;
    }

    private static Map<String, Object> step(String step, Finding finding) {
        return step(step, finding.outcome().name().toLowerCase(Locale.ROOT), finding.evidence(),
                finding.remedy());
    }

    private static Map<String, Object> step(String step, String outcome, String evidence,
            String remedy) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("step", step);
        values.put("outcome", outcome);
        values.put("evidence", evidence);
        values.put("remedy", remedy);
        return values;
    }

    /** Ids and times; no sealed credential ever leaves the registry by a command. */
    private static Map<String, Object> of(Tenant tenant) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("tenant", tenant.getTenant());
        values.put("name", tenant.getName());
        values.put("state", state(tenant));
        values.put("accesses", tenant.getAccesses().stream().map(TenantReport::of).toList());
        return values;
    }

    private static Map<String, Object> of(Access access) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("provider", access.getProvider());
        values.put("inUse", Accesses.isInUse(access));
        values.put("directoryId", access.getDirectoryId().orElse(""));
        values.put("clientId", access.getClientId().orElse(""));
        values.put("credential", Accesses.credentialId(access));
        values.put("expiresAt", access.getSubmitted()
                .or(access::getCredential)
                .flatMap(SealedCredential::getExpiresAt)
                .map(Instant::toString)
                .orElse(""));
        access.getVerification().ifPresent(verification -> {
            values.put("verifiedAt", verification.getAt().toString());
            values.put("passed", verification.getPassed());
            values.put("steps", verification.getSteps()
                    .stream()
                    .map(TenantReport::of)
                    .toList());
        });
        return values;
    }

    private static Map<String, Object> of(VerificationStep step) {
        return step(step.getStep(), step.getOutcome(), step.getEvidence(), step.getRemedy());
    }
}
