package io.syncline.console.web;

import io.syncline.console.tenant.FieldProblem;
import io.syncline.console.tenant.Kind;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.web.view.Field;
import io.syncline.console.web.view.FormPage;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of the form of each kind of access, as people read them. */
final class FormFields {

    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
    private static final Set<Kind> DIRECTORY = EnumSet.of(Kind.GRAPH, Kind.EWS_ONLINE,
            Kind.EWS_ACCOUNT);
    private static final Set<Kind> APPLICATION = EnumSet.of(Kind.GRAPH, Kind.EWS_ONLINE);
    private static final Set<Kind> ACCOUNT = EnumSet.of(Kind.EWS_ACCOUNT, Kind.EWS_SERVER);
    private static final Set<Kind> CLOUD_ACCOUNT = EnumSet.of(Kind.EWS_ACCOUNT);
    private static final Set<Kind> SERVER = EnumSet.of(Kind.EWS_SERVER);
    private static final String KEPT = " Leave it empty to keep the one that was given before.";

    private record Group(String title, List<Given> fields) {}

    private record Given(String name, String label, String hint, Field.Type type, boolean required,
            Set<Kind> kinds) {

        boolean isSecret() {
            return Set.of(SubmissionForm.SECRET, SubmissionForm.PASSWORD,
                    SubmissionForm.CERTIFICATE).contains(name);
        }
    }

    private static final List<Group> GROUPS = List.of(
            new Group("Your organisation", List.of(
                    new Given(SubmissionForm.TENANT, "Id within Syncline", "2 to 40 small letters,"
                            + " digits and dashes, such as acme-realty. It stands in addresses and"
                            + " reports, and never changes.", Field.Type.TEXT, true, ALL),
                    new Given(SubmissionForm.NAME, "Name", "As people call your organisation.",
                            Field.Type.TEXT, false, ALL),
                    new Given(SubmissionForm.REGION, "Country of phone numbers", "Two letters, such"
                            + " as US: where a number without a country code is from.",
                            Field.Type.TEXT,
                            false, ALL))),
            new Group("Where to sign in", List.of(
                    new Given(SubmissionForm.DIRECTORY_ID, "Directory (tenant) ID", "From the"
                            + " application's Overview page.", Field.Type.TEXT, true, DIRECTORY),
                    new Given(SubmissionForm.CLIENT_ID, "Application (client) ID", "From the same"
                            + " page.", Field.Type.TEXT, true, DIRECTORY),
                    new Given(SubmissionForm.URL, "EWS URL", "Such as"
                            + " https://mail.example.com/EWS/Exchange.asmx, as Syncline's machine"
                            + " reaches it.", Field.Type.URL, true, SERVER),
                    new Given(SubmissionForm.TRUSTED_CERTIFICATES, "Certificate of your own"
                            + " authority",
                            "Only if the server's certificate comes from an"
                                    + " authority of your own: paste the authority's certificate in PEM"
                                    + " form, beginning with -----BEGIN CERTIFICATE-----.",
                            Field.Type.LINES,
                            false, SERVER))),
            new Group("The proof", List.of(
                    new Given(SubmissionForm.SECRET, "Client secret", "The Value of the secret, not"
                            + " its Secret ID. Or give a certificate below.", Field.Type.PASSWORD,
                            true,
                            APPLICATION),
                    new Given(SubmissionForm.CERTIFICATE, "Or a certificate with its key", "A .pfx"
                            + " or .pem file of at most 64 kB.", Field.Type.FILE, false,
                            APPLICATION),
                    new Given(SubmissionForm.CERTIFICATE_PASSWORD, "Password of the certificate"
                            + " file", "Only for a .pfx file that has one.", Field.Type.PASSWORD,
                            false,
                            APPLICATION),
                    new Given(SubmissionForm.EXPIRES_ON, "The secret expires on", "The day beside"
                            + " the Value. Leave it empty for a certificate, which says so by"
                            + " itself.", Field.Type.DATE, false, APPLICATION),
                    new Given(SubmissionForm.USERNAME, "Sign-in name of the service account",
                            "Its user principal name, such as syncline@example.com.",
                            Field.Type.TEXT,
                            true, CLOUD_ACCOUNT),
                    new Given(SubmissionForm.USERNAME, "Sign-in name of the service account",
                            "As the server takes it: EXAMPLE\\syncline or syncline@example.com.",
                            Field.Type.TEXT, true, SERVER),
                    new Given(SubmissionForm.PASSWORD, "Password of the service account", "It is"
                            + " sealed at once, and never shown again.", Field.Type.PASSWORD, true,
                            ACCOUNT),
                    new Given(SubmissionForm.EXPIRES_ON, "The password expires on", "Leave it empty"
                            + " for a password that never does.", Field.Type.DATE, false,
                            ACCOUNT))),
            new Group("The test", List.of(
                    new Given(SubmissionForm.TEST_MAILBOX, "Address of the test mailbox", "A plain"
                            + " user's mailbox that nobody works with. A test contact is made in"
                            + " it and deleted; it is never synced.", Field.Type.EMAIL, true, ALL),
                    new Given(SubmissionForm.OUTSIDE_MAILBOX, "Address of a mailbox that must stay"
                            + " closed",
                            "Only if you limited access to some mailboxes: one that"
                                    + " Syncline must not reach. The verification proves that it does not.",
                            Field.Type.EMAIL, false, ALL))));

    private FormFields() {}

    /**
     * @param isNew whether the tenant's id is asked for, too
     * @param keepsSecret whether a secret was given before
     * @param values by field
     */
    static List<FormPage.Section> sections(Kind kind, boolean isNew, boolean keepsSecret,
            Map<String, String> values, List<FieldProblem> problems) {
        return GROUPS.stream()
                .map(group -> new FormPage.Section(group.title(), group.fields()
                        .stream()
                        .filter(given -> given.kinds().contains(kind))
                        .filter(given -> isNew || !given.name().equals(SubmissionForm.TENANT))
                        .map(given -> field(given, keepsSecret, values, problems))
                        .toList()))
                .toList();
    }

    /** The names of the fields that people fill in as text. */
    static List<String> texts(Kind kind) {
        return all(kind).stream()
                .filter(given -> given.type() != Field.Type.FILE)
                .map(Given::name)
                .toList();
    }

    /** What the form calls a field. */
    static String label(Kind kind, String field) {
        return all(kind).stream()
                .filter(given -> given.name().equals(field))
                .map(Given::label)
                .findFirst()
                .orElse(field);
    }

    /** Problems in the order of the fields, so that a list of them leads from top to bottom. */
    static List<FieldProblem> inOrder(Kind kind, List<FieldProblem> problems) {
        List<String> names = all(kind).stream().map(Given::name).toList();
        return problems.stream()
                .sorted(Comparator.comparingInt(problem -> names.indexOf(problem.field())))
                .toList();
    }

    private static List<Given> all(Kind kind) {
        return GROUPS.stream()
                .flatMap(group -> group.fields().stream())
                .filter(given -> given.kinds().contains(kind))
                .toList();
    }

    private static Field field(Given given, boolean keepsSecret, Map<String, String> values,
            List<FieldProblem> problems) {
        boolean isKept = keepsSecret && given.isSecret();
        boolean isHidden = given.type() == Field.Type.PASSWORD || given.type() == Field.Type.FILE;
        return new Field(given.name(), given.label(), given.hint() + (isKept ? KEPT : ""),
                given.type(), isHidden ? "" : values.getOrDefault(given.name(), ""),
                given.required() && !isKept, problems.stream()
                        .filter(problem -> problem.field().equals(given.name()))
                        .map(FieldProblem::message)
                        .findFirst()
                        .orElse(""));
    }
}
