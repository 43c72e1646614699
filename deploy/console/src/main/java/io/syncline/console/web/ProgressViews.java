package io.syncline.console.web;

import io.syncline.console.tenant.Accesses;
import io.syncline.console.tenant.Kind;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.web.VerificationRun.Ending;
import io.syncline.console.web.VerificationRun.Snapshot;
import io.syncline.console.web.view.Progress;
import io.syncline.console.web.view.Progress.Mend;
import io.syncline.console.web.view.Progress.Phase;
import io.syncline.console.web.view.StepLine;
import io.syncline.console.web.view.StepLine.State;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Step;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.Verification;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows verifications: the one that is under way, else the last one that the registry knows. */
final class ProgressViews {

    private static final String FAILED = "failed";

    private final Verifications verifications;

    ProgressViews(Verifications verifications) {
        this.verifications = verifications;
    }

    /** What is to be verified next of a provider: what was submitted last, else what is in use. */
    static Optional<Access> newest(Tenant tenant, String provider) {
        return Accesses.pending(tenant, provider).or(() -> Accesses.inUse(tenant, provider));
    }

    /** How the verification of an access stands. */
    Progress of(Tenant tenant, Access access) {
        boolean isNewest = newest(tenant, access.getProvider()).filter(access::equals).isPresent();
        Optional<VerificationRun> run = isNewest
                ? verifications.last(tenant.getTenant(), access.getProvider())
                : Optional.empty();
        return run.filter(known -> !isOlder(known, access))
                .map(VerificationRun::snapshot)
                .flatMap(snapshot -> now(tenant, access, snapshot))
                .orElseGet(() -> recorded(tenant, access));
    }

    /** Whether the registry knows a later one, of whoever else verified. */
    private static boolean isOlder(VerificationRun run, Access access) {
        return !run.snapshot().isRunning() && access.getVerification()
                .filter(known -> known.getAt().isAfter(run.startedAt()))
                .isPresent();
    }

    /** A run says more than the registry while it goes on, and when it broke off. */
    private static Optional<Progress> now(Tenant tenant, Access access, Snapshot run) {
        if (run.isRunning()) {
            return Optional.of(progress(tenant, access, Phase.RUNNING, runningSentence(run),
                    lines(run)));
        }
        return run.ending()
                .map(ending -> switch (ending) {
                    case Ending.Judged judged -> Optional.<Progress>empty();
                    case Ending.Broken(String why) -> Optional.of(
                            progress(tenant, access, Phase.BROKEN, why, lines(run)));
                })
                .orElse(Optional.empty());
    }

    private static Progress recorded(Tenant tenant, Access access) {
        return access.getVerification()
                .map(known -> progress(tenant, access, known.getPassed()
                        ? Phase.PASSED
                        : Phase.FAILED, sentence(known), lines(known)))
                .orElseGet(() -> progress(tenant, access, Phase.NEVER, "Not verified yet.",
                        List.of()));
    }

    private static Progress progress(Tenant tenant, Access access, Phase phase, String sentence,
            List<StepLine> steps) {
        Kind kind = Kind.of(access.getProvider(), access.getLogin());
        List<Mend> mends = phase == Phase.FAILED ? mends(kind, access) : List.of();
        return new Progress(tenant.getTenant(), access.getProvider(), phase, sentence, steps,
                mends, "/tenants/" + tenant.getTenant() + "/form/" + kind.text());
    }

    private static String runningSentence(Snapshot run) {
        List<Step> steps = List.of(Step.values());
        int all = steps.size();
        return run.current()
                .map(step -> "Step " + (steps.indexOf(step) + 1) + " of " + all + " is running: "
                        + step.title() + ".")
                .orElse(run.findings().isEmpty()
                        ? "The verification begins."
                        : run.findings().size() + " of " + all + " steps are done.");
    }

    private static String sentence(Verification known) {
        long failed = count(known, FAILED);
        long warned = count(known, "warned");
        String result = known.getPassed()
                ? "Everything that is needed works"
                        + (warned == 0 ? "" : ", with " + counted(warned, "warning"))
                : failed == 0
                        ? "A step that is needed was not taken"
                        : counted(failed, "step") + " failed";
        return result + ". Verified on " + Times.moment(known.getAt()).text() + " by "
                + known.getBy() + ".";
    }

    private static long count(Verification known, String outcome) {
        return known.getSteps()
                .stream()
                .filter(step -> step.getOutcome().equals(outcome))
                .count();
    }

    private static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static List<StepLine> lines(Snapshot run) {
        return Arrays.stream(Step.values()).map(step -> {
            Finding finding = run.findings().get(step);
            if (finding != null) {
                return new StepLine(step.title(), State.valueOf(finding.outcome().name()),
                        finding.evidence(), finding.remedy());
            }
            return new StepLine(step.title(), run.current().filter(step::equals).isPresent()
                    ? State.RUNNING
                    : State.WAITING, "", "");
        }).toList();
    }

    private static List<StepLine> lines(Verification known) {
        return known.getSteps()
                .stream()
                .map(step -> new StepLine(step(step.getStep()).map(Step::title)
                        .orElse(step.getStep()),
                        State.valueOf(step.getOutcome().toUpperCase(Locale.ROOT)),
                        step.getEvidence(), step.getRemedy()))
                .toList();
    }

    /** A step that another version of Syncline took may be unknown here. */
    private static Optional<Step> step(String text) {
        return Arrays.stream(Step.values()).filter(step -> step.text().equals(text)).findFirst();
    }

    private static List<Mend> mends(Kind kind, Access access) {
        return access.getVerification()
                .stream()
                .flatMap(known -> known.getSteps().stream())
                .filter(step -> step.getOutcome().equals(FAILED))
                .flatMap(step -> step(step.getStep()).stream())
                .flatMap(step -> fields(kind, step).stream())
                .distinct()
                .map(field -> new Mend(FormFields.label(kind, field), field))
                .toList();
    }

    /** Which values a failed step may be due to; none where it is mended at Microsoft's. */
    private static List<String> fields(Kind kind, Step step) {
        return switch (step) {
            case DIRECTORY -> List.of(kind.hasDirectory()
                    ? SubmissionForm.DIRECTORY_ID
                    : SubmissionForm.URL);
            case TOKEN -> switch (kind) {
                case GRAPH, EWS_ONLINE -> List.of(SubmissionForm.CLIENT_ID,
                        SubmissionForm.SECRET);
                case EWS_ACCOUNT -> List.of(SubmissionForm.CLIENT_ID, SubmissionForm.USERNAME,
                        SubmissionForm.PASSWORD);
                case EWS_SERVER -> List.of(SubmissionForm.USERNAME, SubmissionForm.PASSWORD);
            };
            case MAILBOX, FOLDERS, CREATE, SEEN, PATCH, DELETE, GONE -> List
                    .of(SubmissionForm.TEST_MAILBOX);
            case SCOPE -> List.of(SubmissionForm.OUTSIDE_MAILBOX);
            case PERMISSIONS, PROTOCOL -> List.of();
        };
    }
}
