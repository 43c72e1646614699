package io.syncline.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.console.tenant.FieldProblem;
import io.syncline.console.tenant.Kind;
import io.syncline.console.tenant.LastSubmission;
import io.syncline.console.tenant.MailboxCsv.Read;
import io.syncline.console.tenant.MailboxDesk;
import io.syncline.console.tenant.Submission;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.tenant.SubmissionForm.Checked;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.web.VerificationRun.Ending;
import io.syncline.console.web.VerificationRun.Snapshot;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same as JSON. A tenant that is there already takes another submission, as a rotation is. */
final class ApiRoutes {

    private static final String TENANTS = "/api/v1/tenants";
    private static final String TENANT = TENANTS + "/{id}";
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(10);

    private final TenantDesk desk;
    private final MailboxDesk mailboxes;
    private final Verifications verifications;
    private final Limits limits;

    ApiRoutes(TenantDesk desk, MailboxDesk mailboxes, Verifications verifications,
            Limits limits) {
        this.desk = desk;
        this.mailboxes = mailboxes;
        this.verifications = verifications;
        this.limits = limits;
    }

    void routes(RoutesConfig routes) {
        routes.get(TENANTS, context -> answer(context, 200,
                ApiJson.ofTenants(Known.tenants(desk))), Role.VIEWER);
        routes.post(TENANTS, this::submit, Role.OPERATOR);
        routes.get(TENANT, context -> answer(context, 200,
                ApiJson.of(Known.tenant(desk, context))), Role.VIEWER);
        routes.delete(TENANT, this::delete, Role.OPERATOR);
        routes.post(TENANT + "/verify", this::verify, Role.OPERATOR);
        routes.post(TENANT + "/suspend", this::suspend, Role.OPERATOR);
        routes.post(TENANT + "/resume", this::resume, Role.OPERATOR);
        routes.get(TENANT + "/mailboxes", context -> answer(context, 200, ApiJson.ofMailboxes(
                desk.store().mailboxes(Known.tenant(desk, context).getTenant()))), Role.VIEWER);
        routes.post(TENANT + "/mailboxes", this::addMailboxes, Role.OPERATOR);
    }

    private void submit(Context context) {
        JsonNode body = ApiJson.object(context.body());
        Map<String, String> given = ApiJson.texts(body);
        String id = given.getOrDefault(SubmissionForm.TENANT, "").strip();
        // What is left out is as it was submitted last.
        Map<String, String> texts = LastSubmission.texts(desk.store().tenant(id),
                Optional.ofNullable(given.get(SubmissionForm.KIND)).flatMap(Kind::of));
        texts.putAll(given);
        limits.submit(Guard.visitor(context), id);
        if (id.equals(Known.RESERVED)) {
            throw Problem.ofFields(List.of(Known.reserved()));
        }
        boolean isNew = desk.store().tenant(id).isEmpty();
        boolean keeps = Kind.of(texts.getOrDefault(SubmissionForm.KIND, ""))
                .filter(kind -> desk.keepsSecret(id, kind))
                .isPresent();
        switch (SubmissionForm.check(texts, certificate(body), keeps, desk.now())) {
            case Checked.Good(Submission good) -> answer(context, isNew ? 201 : 200,
                    ApiJson.of(desk.submit(good, Guard.visitor(context).actor())));
            case Checked.Bad(List<FieldProblem> problems) -> throw Problem.ofFields(problems);
        }
    }

    private static Optional<byte[]> certificate(JsonNode body) {
        Optional<byte[]> file = ApiJson.certificate(body);
        if (file.filter(bytes -> bytes.length > SubmissionRoutes.CERTIFICATE_BYTES_MAX)
                .isPresent()) {
            throw new Problem(413, SubmissionForm.CERTIFICATE, "Has more than 64 kB");
        }
        return file;
    }

    private void delete(Context context) {
        desk.delete(Known.tenant(desk, context).getTenant(), Guard.visitor(context).actor());
        context.status(204);
    }

    /** Takes all steps, and answers what they came to. */
    private void verify(Context context) throws InterruptedException {
        Tenant tenant = Known.tenant(desk, context);
        String provider = provider(context, tenant);
        limits.verify(Guard.visitor(context), tenant.getTenant());
        VerificationRun run = verifications
                .start(tenant.getTenant(), provider, Guard.visitor(context).actor())
                .orElseThrow(() -> new Problem(409, "", "A verification of this tenant is under way"
                        + " already"));
        Snapshot end = run.snapshot();
        while (end.isRunning()) {
            end = run.awaitChange(end.changes(), LOOK_INTERVAL);
        }
        switch (end.ending().orElseThrow()) {
            case Ending.Judged(boolean passed) -> answer(context, 200,
                    ApiJson.of(provider, passed, end.findings()));
            case Ending.Broken(String why) -> throw new Problem(409, "", why);
        }
    }

    /** The one that the body names, else that of what was submitted last. */
    private static String provider(Context context, Tenant tenant) {
        JsonNode named = ApiJson.object(context.body()).path("provider");
        return tenant.getAccesses()
                .reversed()
                .stream()
                .map(Access::getProvider)
                .filter(provider -> named.isMissingNode() || provider.equals(named.asText()))
                .findFirst()
                .orElseThrow(() -> new Problem(404, "provider", "The tenant has submitted nothing"
                        + " of that kind"));
    }

    private void suspend(Context context) {
        desk.suspend(Known.tenant(desk, context).getTenant(), Guard.visitor(context).actor());
        answer(context, 200, ApiJson.of(Known.tenant(desk, context)));
    }

    private void resume(Context context) {
        desk.resume(Known.tenant(desk, context).getTenant(), Guard.visitor(context).actor());
        answer(context, 200, ApiJson.of(Known.tenant(desk, context)));
    }

    private void addMailboxes(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        Read read = MailboxRows.read(ApiJson.rows(ApiJson.object(context.body())));
        answer(context, 200, ApiJson.of(mailboxes.add(tenant.getTenant(), read.rows(),
                Guard.visitor(context).actor()), read));
    }

    private static void answer(Context context, int status, ObjectNode body) {
        context.status(status).contentType("application/json").result(body.toString());
    }
}
