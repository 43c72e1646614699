package io.syncline.console;

import io.syncline.console.TenantOptions.Desks;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.tenant.Kind;
import io.syncline.console.tenant.LastSubmission;
import io.syncline.console.tenant.Submission;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.tenant.SubmissionForm.Checked;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a tenant's credentials, new ones or others than before, and verifies them at once. */
@Command(name = "submit", mixinStandardHelpOptions = true, description = {
        "Submits a tenant's credentials, and verifies them at once.",
        "What was submitted is kept when the verification fails: give only what was wrong again. A"
                + " credential that is in use stays in use until the new one is verified."}, footer = {
                        "", "Example:",
                        "  deploy/syncline tenants submit acme --kind graph \\",
                        "      --directory-id 11111111-1111-1111-1111-111111111111 \\",
                        "      --client-id 22222222-2222-2222-2222-222222222222 \\",
                        "      --secret-file secret.txt --expires-on 2027-11-30 \\",
                        "      --test-mailbox syncline-test@example.com"})
class SubmitCommand implements Callable<Integer> {

    @Mixin
    private TenantOptions options = new TenantOptions();

    @Parameters(paramLabel = "TENANT", description = "The tenant's id, such as acme.")
    private String tenant = "";

    @Option(names = "--kind", description = "graph, ews-online, ews-account or ews-server; the"
            + " one of the last submission if it is left out.")
    private @Nullable String kind;

    @Option(names = "--name", description = "What people call the tenant.")
    private @Nullable String name;

    @Option(names = "--region", description = "Two letters: where phone numbers without a country"
            + " code are from. Default: US")
    private @Nullable String region;

    @Option(names = "--directory-id", description = "The Directory (tenant) ID.")
    private @Nullable String directoryId;

    @Option(names = "--client-id", description = "The Application (client) ID.")
    private @Nullable String clientId;

    @Option(names = "--secret-file", description = "A file that holds the client secret's Value;"
            + " without it, and without a certificate, you are asked.")
    private @Nullable Path secretFile;

    @Option(names = "--expires-on", description = "The day on which the secret, or the password,"
            + " ends: 2027-11-30.")
    private @Nullable String expiresOn;

    @Option(names = "--certificate", description = "A PFX or PEM file with the certificate and its"
            + " key, in place of a secret.")
    private @Nullable Path certificate;

    @Option(names = "--certificate-password-file", description = "A file that holds the PFX file's"
            + " password.")
    private @Nullable Path certificatePasswordFile;

    @Option(names = "--username", description = "The service account's sign-in name.")
    private @Nullable String username;

    @Option(names = "--password-file", description = "A file that holds the service account's"
            + " password; without it you are asked.")
    private @Nullable Path passwordFile;

    @Option(names = "--url", description = "The EWS URL of an Exchange Server.")
    private @Nullable String url;

    @Option(names = "--trusted-certificates", description = "A PEM file with the authority that"
            + " vouches for the Exchange Server.")
    private @Nullable Path trustedCertificates;

    @Option(names = "--test-mailbox", description = "A standard user's mailbox in which a test"
            + " contact is made and deleted; it is never synced.")
    private @Nullable String testMailbox;

    @Option(names = "--outside-mailbox", description = "A mailbox that must be closed to Syncline,"
            + " where access is limited.")
    private @Nullable String outsideMailbox;

    @Option(names = "--no-verify", description = "Only submit.")
    private boolean unverified;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        return options.with(this::submit);
    }

    private int submit(Desks desks) {
        TenantReport report = new TenantReport(Objects.requireNonNull(spec), options.json());
        Map<String, String> texts = LastSubmission.texts(desks.tenants().store().tenant(tenant),
                Optional.ofNullable(kind).flatMap(Kind::of));
        given().forEach((field, value) -> {
            if (value != null) {
                texts.put(field, value);
            }
        });
        Optional<Kind> wanted = Kind.of(texts.getOrDefault(SubmissionForm.KIND, ""));
        boolean keeps = wanted.filter(one -> desks.tenants().keepsSecret(tenant, one)).isPresent();
        wanted.ifPresent(one -> secrets(one, keeps, texts));
        Submission submission = switch (SubmissionForm.check(texts,
                Optional.ofNullable(certificate).map(SubmitCommand::bytes), keeps,
                desks.tenants().now())) {
            case Checked.Good(Submission good) -> good;
            case Checked.Bad bad -> throw ConsoleException.wrongUsage(bad.problems()
                    .stream()
                    .map(problem -> option(problem.field()) + ": " + problem.message())
                    .collect(Collectors.joining("\n")));
        };
        desks.tenants().submit(submission, options.actor());
        if (unverified) {
            report.say("Submitted. Next: deploy/syncline tenants verify " + tenant);
            return 0;
        }
        return report.verification(desks, tenant, submission.kind().provider(), options.actor());
    }

    /** Whether the one that was submitted before does not do. */
    boolean needsNewSecret() {
        return false;
    }

    private Map<String, @Nullable String> given() {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        texts.put(SubmissionForm.TENANT, tenant);
        texts.put(SubmissionForm.KIND, kind);
        texts.put(SubmissionForm.NAME, name);
        texts.put(SubmissionForm.REGION, region);
        texts.put(SubmissionForm.DIRECTORY_ID, directoryId);
        texts.put(SubmissionForm.CLIENT_ID, clientId);
        texts.put(SubmissionForm.EXPIRES_ON, expiresOn);
        texts.put(SubmissionForm.USERNAME, username);
        texts.put(SubmissionForm.URL, url);
        texts.put(SubmissionForm.TEST_MAILBOX, testMailbox);
        texts.put(SubmissionForm.OUTSIDE_MAILBOX, outsideMailbox);
        texts.put(SubmissionForm.TRUSTED_CERTIFICATES, text(trustedCertificates));
        texts.put(SubmissionForm.SECRET, text(secretFile));
        texts.put(SubmissionForm.PASSWORD, text(passwordFile));
        texts.put(SubmissionForm.CERTIFICATE_PASSWORD, text(certificatePasswordFile));
        return texts;
    }

    /** Asks at the terminal for what no file holds: a secret has no place on a command line. */
    private void secrets(Kind wanted, boolean keeps, Map<String, String> texts) {
        Console console = System.console();
        String field = wanted.isApplication() ? SubmissionForm.SECRET : SubmissionForm.PASSWORD;
        boolean isAsked = !keeps || needsNewSecret();
        if (!isAsked || certificate != null || texts.containsKey(field)) {
            return;
        }
        if (console == null) {
            throw ConsoleException.wrongUsage("Give the "
                    + (wanted.isApplication()
                            ? "secret with --secret-file, or a --certificate"
                            : "password with --password-file")
                    + "; there is no terminal to ask at");
        }
        char[] typed = console.readPassword(wanted.isApplication()
                ? "The client secret's Value (it is not shown): "
                : "The service account's password (it is not shown): ");
        texts.put(field, typed == null ? "" : new String(typed));
        if (expiresOn == null && wanted.isApplication()) { // Another secret has another end.
            texts.put(SubmissionForm.EXPIRES_ON, Objects.requireNonNullElse(console.readLine(
                    "The day on which it ends, as Microsoft Entra shows it (2027-11-30): "), ""));
        }
    }

    private static String option(String field) {
        return switch (field) {
            case SubmissionForm.TENANT -> "TENANT";
            case SubmissionForm.SECRET, SubmissionForm.PASSWORD,
                    SubmissionForm.CERTIFICATE_PASSWORD ->
                "--"
                        + field + "-file";
            default -> "--" + field;
        };
    }

    private static @Nullable String text(@Nullable Path file) {
        try {
            return file == null ? null : Files.readString(file).strip();
        } catch (IOException e) {
            throw ConsoleException.wrongUsage("Cannot read " + file + ": " + e.getMessage());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw ConsoleException.wrongUsage("Cannot read " + file + ": " + e.getMessage());
        }
    }
}
