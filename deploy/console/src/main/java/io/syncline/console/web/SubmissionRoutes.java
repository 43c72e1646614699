package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import io.syncline.console.tenant.FieldProblem;
import io.syncline.console.tenant.Kind;
import io.syncline.console.tenant.LastSubmission;
import io.syncline.console.tenant.Submission;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.tenant.SubmissionForm.Checked;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.web.view.FormPage;
import io.syncline.schemas.registry.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The setup steps and the form of each kind of access: for a new tenant, and again for one that has
 * something to mend or to rotate. What is submitted is verified at once.
 */
final class SubmissionRoutes {

    static final int CERTIFICATE_BYTES_MAX = 64 * 1024;

    private static final String NEW = "/tenants/new/{kind}";
    private static final String AGAIN = "/tenants/{id}/form/{kind}";

    private final TenantDesk desk;
    private final VerificationRoutes verification;
    private final Limits limits;
    private final Pages pages;

    SubmissionRoutes(TenantDesk desk, VerificationRoutes verification, Limits limits,
            Pages pages) {
        this.desk = desk;
        this.verification = verification;
        this.limits = limits;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get(NEW, context -> show(context, Optional.empty(),
                Map.of(SubmissionForm.REGION, "US"), List.of()), Role.OPERATOR);
        routes.post(NEW, context -> submit(context, Optional.empty()), Role.OPERATOR);
        routes.get(AGAIN, this::again, Role.OPERATOR);
        routes.post(AGAIN, context -> submit(context, Optional.of(Known.tenant(desk, context))),
                Role.OPERATOR);
    }

    private void again(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        show(context, Optional.of(tenant),
                LastSubmission.texts(Optional.of(tenant), Optional.of(kind(context))), List.of());
    }

    private void submit(Context context, Optional<Tenant> tenant) {
        Kind kind = kind(context);
        Map<String, String> texts = texts(context, kind, tenant);
        String id = texts.getOrDefault(SubmissionForm.TENANT, "").strip();
        limits.submit(Guard.visitor(context), id);
        List<FieldProblem> problems = new ArrayList<>();
        Optional<byte[]> certificate = certificate(context, problems);
        if (tenant.isEmpty()) {
            checkNew(id, problems);
        }
        switch (SubmissionForm.check(texts, certificate, desk.keepsSecret(id, kind),
                desk.now())) {
            case Checked.Good(Submission good) when problems.isEmpty() -> {
                desk.submit(good, Guard.visitor(context).actor());
                verification.start(context, good.tenant(), kind.provider());
            }
            case Checked.Good good -> refuse(context, tenant, texts, problems);
            case Checked.Bad(List<FieldProblem> more) -> {
                problems.addAll(more);
                refuse(context, tenant, texts, problems);
            }
        }
    }

    private void checkNew(String id, List<FieldProblem> problems) {
        if (desk.store().tenant(id).isPresent()) {
            problems.add(new FieldProblem(SubmissionForm.TENANT, "A tenant with this id is"
                    + " registered already. Choose another id; or open that tenant, and submit"
                    + " there what is new"));
        } else if (id.equals(Known.RESERVED)) {
            problems.add(Known.reserved());
        }
    }

    private void refuse(Context context, Optional<Tenant> tenant, Map<String, String> texts,
            List<FieldProblem> problems) {
        context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(context, tenant, texts, problems);
    }

    private void show(Context context, Optional<Tenant> tenant, Map<String, String> texts,
            List<FieldProblem> problems) {
        Kind kind = kind(context);
        String id = tenant.map(Tenant::getTenant).orElse("");
        String title = tenant.map(known -> known.getName() + ": " + kind.title())
                .orElse("Register: " + kind.title());
        pages.show(context, "form", (problems.isEmpty() ? "" : "Error: ") + title,
                new FormPage(kind, id, context.path(), FormFields.sections(kind, id.isEmpty(),
                        desk.keepsSecret(id, kind), texts, problems),
                        FormFields.inOrder(kind, problems)));
    }

    private static Kind kind(Context context) {
        return Kind.of(context.pathParam("kind"))
                .orElseThrow(() -> Problem.notFound("There are four kinds of access; this address"
                        + " names none of them."));
    }

    private static Map<String, String> texts(Context context, Kind kind,
            Optional<Tenant> tenant) {
        Map<String, String> texts = new LinkedHashMap<>();
        FormFields.texts(kind)
                .forEach(name -> texts.put(name,
                        Objects.requireNonNullElse(context.formParam(name), "")));
        texts.put(SubmissionForm.KIND, kind.text());
        tenant.ifPresent(known -> texts.put(SubmissionForm.TENANT, known.getTenant()));
        return texts;
    }

    /** A browser sends an empty file where none was chosen. */
    private static Optional<byte[]> certificate(Context context, List<FieldProblem> problems) {
        UploadedFile file = context.isMultipartFormData()
                ? context.uploadedFile(SubmissionForm.CERTIFICATE)
                : null;
        if (file == null || file.size() == 0) {
            return Optional.empty();
        }
        if (file.size() > CERTIFICATE_BYTES_MAX) {
            problems.add(new FieldProblem(SubmissionForm.CERTIFICATE, "This file has more than "
                    + CERTIFICATE_BYTES_MAX / 1024 + " kB; a certificate and its key have less"));
            return Optional.empty();
        }
        try (InputStream content = file.content()) {
            return Optional.of(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file cannot be read", e);
        }
    }
}
