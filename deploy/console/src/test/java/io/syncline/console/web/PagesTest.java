package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.tenant.FieldProblem;
import io.syncline.console.tenant.Kind;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.web.view.AddedPage;
import io.syncline.console.web.view.CandidatesPage;
import io.syncline.console.web.view.ConflictsPage;
import io.syncline.console.web.view.ContactPage;
import io.syncline.console.web.view.ContactsPage;
import io.syncline.console.web.view.DeletePage;
import io.syncline.console.web.view.Expiry;
import io.syncline.console.web.view.Expiry.Urgency;
import io.syncline.console.web.view.FormPage;
import io.syncline.console.web.view.Frame;
import io.syncline.console.web.view.KindsPage;
import io.syncline.console.web.view.MailboxesPage;
import io.syncline.console.web.view.MarkedPage;
import io.syncline.console.web.view.Moment;
import io.syncline.console.web.view.NewLink;
import io.syncline.console.web.view.Progress;
import io.syncline.console.web.view.Progress.Phase;
import io.syncline.console.web.view.RebuildActPage;
import io.syncline.console.web.view.RebuildsPage;
import io.syncline.console.web.view.Refused;
import io.syncline.console.web.view.RestorePage;
import io.syncline.console.web.view.StepLine;
import io.syncline.console.web.view.StepLine.State;
import io.syncline.console.web.view.TenantPage;
import io.syncline.console.web.view.TenantPage.AccessView;
import io.syncline.console.web.view.TenantPage.Fact;
import io.syncline.console.web.view.TenantPage.Next;
import io.syncline.console.web.view.TenantRow;
import io.syncline.console.web.view.TenantRow.Standing;
import io.syncline.console.web.view.TenantsPage;
import io.syncline.console.web.view.UndoPage;
import io.syncline.console.web.view.VerificationPage;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {

    private static final Frame OPERATOR = new Frame("tenants", "A title", "jane@example.com", true,
            "the-csrf-token", "", true, false);
    private static final Frame VIEWER = new Frame("tenants", "A title", "joe@example.com", false,
            "the-csrf-token", "", false, false);
    private static final String EVIL = "<script>alert('x')</script>\"onload=";
    private static final Pages PAGES = new Pages(true);

    record Shown(String template, Object page) {}

    static Stream<Shown> all() {
        Stream<Shown> forms = Arrays.stream(Kind.values())
                .flatMap(kind -> Stream.of(new Shown("form", form(kind, List.of())),
                        new Shown("form", form(kind, List.of(new FieldProblem(
                                SubmissionForm.TEST_MAILBOX, "This is no e-mail address"))))));
        Stream<Shown> verifications = Arrays.stream(Phase.values())
                .map(phase -> new Shown("verification",
                        new VerificationPage("acme", EVIL, progress(phase))));
        return Stream.of(forms, verifications, histories(), OperatorPages.all(EVIL)
                .map(page -> new Shown(page.getKey(), page.getValue())),
                Stream.of(
                        new Shown("tenants", new TenantsPage(List.of(), List.of("configured"))),
                        new Shown("tenants", new TenantsPage(List.of(row()), List.of())),
                        new Shown("kinds", new KindsPage("")),
                        new Shown("kinds", new KindsPage("acme")),
                        new Shown("tenant", tenant(Standing.ACTIVE, Phase.PASSED)),
                        new Shown("tenant", tenant(Standing.SUSPENDED, Phase.FAILED)),
                        new Shown("delete", new DeletePage("acme", EVIL, 3, "")),
                        new Shown("delete",
                                new DeletePage("acme", EVIL, 3, "Type acme to delete it")),
                        new Shown("mailboxes", mailboxes(true)),
                        new Shown("mailboxes", mailboxes(false)),
                        new Shown("added", new AddedPage("acme", EVIL, 2, 1, List.of(EVIL),
                                List.of(new AddedPage.BadLine(4, EVIL)), 3)),
                        new Shown("candidates",
                                new CandidatesPage("acme", EVIL, "members of " + EVIL,
                                        List.of(new CandidatesPage.Candidate("jane@example.com",
                                                EVIL, false),
                                                new CandidatesPage.Candidate("joe@example.com",
                                                        EVIL, true)))),
                        new Shown("rebuilds", rebuilds(true)),
                        new Shown("rebuilds", rebuilds(false)),
                        new Shown("rebuildAct",
                                new RebuildActPage(2, RebuildActPage.Act.PROMOTE, "")),
                        new Shown("rebuildAct",
                                new RebuildActPage(2, RebuildActPage.Act.ABANDON,
                                        "Type 2 to go on")),
                        new Shown("rebuildAct",
                                new RebuildActPage(2, RebuildActPage.Act.RELEASE, "")),
                        new Shown("rebuildAct",
                                new RebuildActPage(2, RebuildActPage.Act.RELEASE, EVIL, EVIL,
                                        List.of(new RebuildActPage.Waiting("acme/agent-1", EVIL)),
                                        3)),
                        new Shown("refused",
                                new Refused(500, "Something went wrong", EVIL, "0a1b2c3d")),
                        new Shown("refused", new Refused(401, "Please sign in", EVIL, "")),
                        new Shown("sign-in", URI.create("http://127.0.0.1:8090")),
                        new Shown("link", new NewLink("http://127.0.0.1:8090/link/x", 15))))
                .flatMap(shown -> shown);
    }

    private static Stream<Shown> histories() {
        return Stream.of(
                new Shown("contacts", new ContactsPage("", "", List.of(), false, "")),
                new Shown("contacts", new ContactsPage(EVIL, EVIL, List.of(), false, EVIL)),
                new Shown("contacts", new ContactsPage(EVIL, EVIL, List.of(
                        new ContactsPage.Row("a/b/c", EVIL, "a/b", EVIL, true)), true, "")),
                new Shown("contact", contact()),
                new Shown("restore", new RestorePage("a/b/c", EVIL, EVIL, EVIL, true,
                        List.of(new RestorePage.Row(EVIL, EVIL, EVIL)), EVIL, "3", false, 4,
                        "2026-11-22T09:00:00Z")),
                new Shown("restore", new RestorePage("a/b/c", EVIL, EVIL, "", false, List.of(), "",
                        "3", true, 4, "2026-11-22T09:00:00Z")),
                new Shown("conflicts", new ConflictsPage(List.of(), "", "")),
                new Shown("conflicts", new ConflictsPage(List.of(new ConflictsPage.Row(AT, "a/b/c",
                        EVIL, "a/b", EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, 7, true)), "1", EVIL)),
                new Shown("undo", new UndoPage("", "", "", "", "", "", "", List.of(), 0, "")),
                new Shown("undo", new UndoPage(EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL,
                        List.of(new UndoPage.Row("a/b/c", EVIL, EVIL, List.of(EVIL))), 2, EVIL)),
                new Shown("marked", new MarkedPage("acme", "agent-1",
                        List.of(new MarkedPage.Count("parked", EVIL, 2),
                                new MarkedPage.Count("held", EVIL, 0)),
                        1, EVIL, List.of(new MarkedPage.Row("a/b/c", EVIL, List.of(EVIL))),
                        false, "c", "parked", EVIL)),
                new Shown("marked", new MarkedPage("acme", "agent-1", List.of(), 1, EVIL,
                        List.of(new MarkedPage.Row("a/b/c", EVIL, List.of(EVIL))), true, "c",
                        "parked", EVIL)),
                new Shown("marked", new MarkedPage("acme", "agent-1", List.of(), 1, EVIL,
                        List.of(new MarkedPage.Row("a/b/c", EVIL, List.of(EVIL))), false, "",
                        "withheld", "")),
                new Shown("marked", new MarkedPage("acme", "agent-1", List.of(), 0, EVIL,
                        List.of(), false, "", "parked", "")));
    }

    private static final Moment AT = new Moment("2026-11-22T09:00:00Z", "22 Nov 2026, 09:00 UTC");

    private static ContactPage contact() {
        return new ContactPage("a/b/c", EVIL, "a/b", 3, true,
                List.of(new ContactPage.Sign(EVIL, "failed")),
                List.of(new ContactPage.FieldLine(EVIL, EVIL, EVIL, AT, EVIL)),
                List.of(new ContactPage.Day(EVIL, List.of(new ContactPage.Line("09:00:00",
                        "2026-11-22T09:00:00Z", EVIL, EVIL,
                        List.of(new ContactPage.Followed(EVIL, 2,
                                List.of(new ContactPage.Step(EVIL, EVIL, EVIL, EVIL)), EVIL,
                                7)))))),
                EVIL);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isAPageThatEverybodyCanUse(Shown shown) {
        String html = PAGES.page(shown.template(), OPERATOR, shown.page());

        assertThat(html).startsWith("<!DOCTYPE html>")
                .contains("<html lang=\"en\">", "<title>", "name=\"viewport\"", "<main id=\"main\"",
                        "href=\"#main\"");
        assertThat(found(html, "<h1")).hasSize(1);
        assertThat(found(html, " id=\"([^\"]*)\"")).doesNotHaveDuplicates();
        List<String> labels = found(html, "<label[^>]* for=\"([^\"]*)\"");
        assertThat(labels).containsAll(found(html,
                "<(?:input|select|textarea)(?![^>]*type=\"hidden\")[^>]* id=\"([^\"]*)\""));
        assertThat(found(html, " id=\"([^\"]*)\"")).containsAll(
                found(html, "aria-describedby=\"([^\" ]*)[^\"]*\""))
                .containsAll(found(html, "aria-labelledby=\"([^\"]*)\""));
    }

    @ParameterizedTest
    @MethodSource("all")
    void runsNoScriptButItsOwnFile(Shown shown) {
        String html = PAGES.page(shown.template(), OPERATOR, shown.page());

        assertThat(found(html, "<script([^>]*)>"))
                .containsExactly(" src=\"/static/console.js\" defer");
        assertThat(html).doesNotContainPattern("<[^>]* on[a-z]+=")
                .doesNotContainPattern("<[^>]* style=")
                .doesNotContain("<style");
    }

    @ParameterizedTest
    @MethodSource("all")
    void sendsTheTokenWithEveryForm(Shown shown) {
        String html = PAGES.page(shown.template(), OPERATOR, shown.page());

        assertThat(found(html, "<form([^>]*)>")).allMatch(form -> form.contains("method=\"post\""));
        assertThat(found(html, "<form")).hasSameSizeAs(
                found(html, "name=\"csrf\" value=\"the-csrf-token\""));
    }

    @ParameterizedTest
    @MethodSource("all")
    void offersViewersNothingToDo(Shown shown) {
        String html = PAGES.page(shown.template(), VIEWER, shown.page());

        if (OperatorPages.TEMPLATES.contains(shown.template())) {
            assertThat(found(html, "action=\"([^\"]*)\"")).allMatch(
                    action -> action.equals("/sign-out") || action.endsWith("/search")
                            || action.endsWith("/decide"));
            assertThat(html).doesNotContain("name=\"act\"", "name=\"item\"", "name=\"letter\"",
                    "name=\"reason\"", "name=\"who:", "name=\"extent\"");
        }
        if (List.of("tenants", "tenant", "mailboxes", "verification", "contacts", "contact",
                "conflicts", "marked").contains(shown.template())) {
            assertThat(found(html, "action=\"([^\"]*)\"")).allMatch(
                    action -> action.equals("/sign-out") || action.endsWith("/mailboxes/search")
                            || action.equals("/contacts/search")
                            || action.endsWith("/mailboxes/change"));
            assertThat(html).doesNotContain("/delete\"", "name=\"act\"", "type=\"checkbox\"",
                    "/tenants/new\"", "/form/");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keepsNoSecretInAForm(Kind kind) {
        Map<String, String> typed = Map.of(SubmissionForm.SECRET, "typed-secret",
                SubmissionForm.PASSWORD, "typed-password", SubmissionForm.CERTIFICATE_PASSWORD,
                "typed-certificate-password", SubmissionForm.TEST_MAILBOX, "test@example.com");

        String html = PAGES.page("form", OPERATOR, new FormPage(kind, "", "/tenants/new/x",
                FormFields.sections(kind, true, false, typed, List.of()), List.of()));

        assertThat(html).contains("test@example.com").doesNotContain("typed-");
    }

    @Test
    void putsProblemsOnTopAndBesideTheirFields() {
        List<FieldProblem> problems = FormFields.inOrder(Kind.GRAPH, List.of(
                new FieldProblem(SubmissionForm.TEST_MAILBOX, "This is no e-mail address"),
                new FieldProblem(SubmissionForm.CLIENT_ID, "Give the id")));

        String html = PAGES.page("form", OPERATOR, form(Kind.GRAPH, problems));

        assertThat(html).contains("autofocus", "2 values need another look",
                "<a href=\"#client-id\">Give the id</a>", "id=\"client-id-problem\"",
                "aria-describedby=\"client-id-hint client-id-problem\"");
        assertThat(html.indexOf("href=\"#client-id\"")).isLessThan(
                html.indexOf("href=\"#test-mailbox\""));
        assertThat(found(html, "<input id=\"client-id\"([^>]*)>").getFirst())
                .contains("aria-invalid=\"true\"");
        assertThat(found(html, "<details([^>]*)>").getFirst()).doesNotContain("open");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void walksThroughTheSetupOfANewTenant(Kind kind) {
        String html = PAGES.page("form", OPERATOR, form(kind, List.of()));

        assertThat(found(html, "<details([^>]*)>").getFirst()).contains("open");
        assertThat(html).contains("test mailbox", "What it never wants");
        assertThat(html).contains(switch (kind) {
            case GRAPH -> List.of("Contacts.ReadWrite", "User.Read.All", "GroupMember.Read.All",
                    "Grant admin consent for", "Application Contacts.ReadWrite",
                    "New-ServicePrincipal", "New-ManagementRoleAssignment");
            case EWS_ONLINE -> List.of("full_access_as_app", "Application EWS.AccessAsApp",
                    "EwsAllowedAppIDs", "1 April 2027");
            case EWS_ACCOUNT -> List.of("Warning", "EWS.AccessAsUser.All", "FullAccess",
                    "Allow public client flows", "DisablePasswordExpiration", "EwsAllowedAppIDs");
            case EWS_SERVER -> List.of("ApplicationImpersonation", "BasicAuthentication",
                    "PasswordNeverExpires");
        });
    }

    @Test
    void asksForNoSecretThatIsKept() {
        String html = PAGES.page("form", OPERATOR, new FormPage(Kind.GRAPH, "acme",
                "/tenants/acme/form/graph", FormFields.sections(Kind.GRAPH, false, true, Map.of(),
                        List.of()),
                List.of()));

        assertThat(html).contains("Leave it empty to keep the one that was given before")
                .doesNotContain("id=\"tenant\"");
        assertThat(found(html, "<input id=\"secret\"([^>]*)>").getFirst())
                .doesNotContain("required");
    }

    @Test
    void saysEachStateByAWord() {
        String html = PAGES.part("progress", progress(Phase.RUNNING));

        assertThat(html).contains("Waiting", "Running", "Passed", "Failed", "Skipped",
                "Passed with a warning", "aria-current=\"step\"");
    }

    @Test
    void followsARunningVerificationOnly() {
        Frame refreshing = new Frame("tenants", "A title", "jane", true, "the-csrf-token", "", true,
                true);

        String running = PAGES.page("verification", refreshing, new VerificationPage("acme",
                "Acme", progress(Phase.RUNNING)));
        String passed = PAGES.page("verification", OPERATOR, new VerificationPage("acme", "Acme",
                progress(Phase.PASSED)));

        assertThat(running).contains(
                "data-events=\"/tenants/acme/verification/graph/events\"",
                "<noscript><meta http-equiv=\"refresh\"", "role=\"status\"");
        assertThat(passed).doesNotContain("data-events", "http-equiv")
                .contains("Choose the mailboxes");
    }

    @Test
    void leadsFromAFailureToTheValuesThatMayBeWrong() {
        String html = PAGES.page("verification", OPERATOR, new VerificationPage("acme", "Acme",
                progress(Phase.FAILED)));

        assertThat(html).contains("What to do:",
                "<a href=\"/tenants/acme/form/graph#client-id\">Application (client) ID</a>",
                "Open the form again");
    }

    @Test
    void saysANoticeToThoseWhoHearThePage() {
        Frame noticing = new Frame("tenants", "A title", "jane", true, "the-csrf-token", EVIL, true,
                false);

        String html = PAGES.page("kinds", noticing, new KindsPage(""));

        assertThat(html).contains("role=\"status\"").doesNotContain(EVIL);
    }

    private static FormPage form(Kind kind, List<FieldProblem> problems) {
        return new FormPage(kind, "", "/tenants/new/" + kind.text(),
                FormFields.sections(kind, true, false, Map.of(SubmissionForm.NAME, EVIL), problems),
                problems);
    }

    private static Progress progress(Phase phase) {
        List<StepLine> steps = Arrays.stream(State.values())
                .map(state -> new StepLine("A step", state, EVIL, EVIL))
                .toList();
        return new Progress("acme", "graph", phase, "A sentence " + EVIL,
                phase == Phase.NEVER ? List.of() : steps,
                List.of(new Progress.Mend("Application (client) ID", "client-id")),
                "/tenants/acme/form/graph");
    }

    private static TenantRow row() {
        return new TenantRow("acme", EVIL, Standing.ACTIVE, "Microsoft Graph", new Expiry(
                "Expired on 1 Jan 2026", "2026-01-01T00:00:00Z", Urgency.OVER), "Failed", true);
    }

    private static TenantPage tenant(Standing standing, Phase phase) {
        AccessView access = new AccessView("graph", "graph", "Microsoft Graph", true, true,
                List.of(new Fact("Directory (tenant) ID", EVIL)), new Expiry("No end", "",
                        Urgency.NONE),
                progress(phase));
        return new TenantPage("acme", EVIL, "US", standing, new Moment("2026-01-01T00:00:00Z",
                "1 Jan 2026"), List.of(new Next(EVIL, "/tenants/acme/form/graph", "Go", true)),
                List.of(access), 3, 1, false);
    }

    private static MailboxesPage mailboxes(boolean verified) {
        return new MailboxesPage("acme", EVIL, verified
                ? List.of(new MailboxesPage.Row("agent-1", EVIL, "graph",
                        MailboxesPage.State.ADDED))
                : List.of(), verified ? 1 : 0, verified ? 300 : 0, 1, EVIL, "added", 1, 3, true,
                verified);
    }

    private static List<String> found(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(PagesTest::group)
                .toList();
    }

    private static String group(MatchResult match) {
        return match.groupCount() == 0 ? match.group() : String.valueOf(match.group(1));
    }

    private static RebuildsPage rebuilds(boolean live) {
        return new RebuildsPage(List.of(
                new RebuildsPage.Row(1, "", "Runs", "passed", 100, "Up to date.", "", List.of(),
                        false, false, false),
                new RebuildsPage.Row(2, EVIL, "Folds the journal", "running", 40, EVIL,
                        "1 Nov 2026, 09:00 UTC: 3 equal, 1 differ", List.of(EVIL), true, true,
                        true)),
                live ? EVIL : "", live ? "" : EVIL, false, live ? 0 : 2, EVIL, live);
    }
}
