package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.web.ConsoleService;
import io.syncline.graph.GraphKind;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.TenantState;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An administrator walks through the console in a real browser, at a desk and with a phone. What was
 * seen lies in {@code target/screens}.
 */
class ConsoleWalkTest {

    private static final Path SCREENS = Path.of("target", "screens");
    private static final int PHONE_WIDTH = 360;
    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(20));

    private RegisteredSystem system;
    private ConsoleService console;
    private Playwright playwright;
    private Browser browser;
    private Page page;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        Optional<Path> chromium = chromium();
        Requirement.on("browser", chromium.isPresent(), "apt-get install chromium");
        Files.createDirectories(SCREENS);
        system = new RegisteredSystem(folder);
        system.outlook().addMailbox("agent-1@example.com");
        system.entra().securityGroup("Agents", List.of("agent-1@example.com"));
        serve(system.config());
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu",
                                "--disable-background-networking", "--disable-sync")));
        page = browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))
                .newPage();
        page.navigate(Files.readString(folder.resolve("console.link")));
        letIn();
    }

    private void serve(SynclineConfig config) {
        console = new ConsoleService(config, List.of(new GraphKind()),
                new SimpleMeterRegistry());
        console.start();
    }

    @AfterEach
    void close() {
        Stream.of(browser, playwright, console, system)
                .filter(Objects::nonNull)
                .forEach(ConsoleWalkTest::end);
    }

    @Test
    void leadsFromTheFirstMistakeToAMailboxThatSyncs() {
        see("empty");
        page.locator("a[href='/tenants/new']").first().click();
        see("kinds");
        link("Use Microsoft Graph").click();
        see("form");
        fill(Map.of(SubmissionForm.TENANT, system.tenant(), SubmissionForm.DIRECTORY_ID,
                RegisteredSystem.DIRECTORY, SubmissionForm.CLIENT_ID, RegisteredSystem.CLIENT,
                SubmissionForm.SECRET, "99999999-9999-9999-9999-999999999999",
                SubmissionForm.EXPIRES_ON, "2099-01-01", SubmissionForm.TEST_MAILBOX,
                "test@example.com"));
        button("Save and verify").click();
        assertThat(page.getByRole(AriaRole.ALERT).innerText()).contains("This is the Secret ID");
        assertThat(field(SubmissionForm.CLIENT_ID).inputValue())
                .isEqualTo(RegisteredSystem.CLIENT);
        assertThat(field(SubmissionForm.SECRET).inputValue()).isEmpty();
        see("form-refused");

        fill(Map.of(SubmissionForm.SECRET, "mistyped"));
        button("Save and verify").click();
        page.getByText(Pattern.compile("the client secret is wrong")).first().waitFor();
        link("Open the form again").waitFor();
        see("verification-failed");
        assertThat(system.desk().tenant(system.tenant()).getState())
                .isEqualTo(TenantState.SUBMITTED);

        link("Open the form again").click();
        fill(Map.of(SubmissionForm.SECRET, RegisteredSystem.SECRET.value(),
                SubmissionForm.EXPIRES_ON, "2099-01-01"));
        button("Save and verify").click();
        page.getByText("The test contact is gone again").waitFor();
        WAITING.until("the tenant takes part", () -> system.desk()
                .tenant(system.tenant())
                .getState() == TenantState.ACTIVE);
        button("Verify again").waitFor(); // The page loads itself again at the end.
        see("verification-passed");
        chooseTheMailbox();
    }

    @Test
    void letsPeopleInByTheirOrganisationAsFarAsTheirRolesGo() throws IOException {
        console.close();
        system.entra().person("olga@example.com", "Olga", List.of("operator"));
        system.entra().person("vera@example.com", "Vera", List.of("viewer"));
        system.entra().person("nora@example.com", "Nora", List.of());
        serve(system.configWithSignIn());

        signIn("Olga");
        page.getByText("Olga").first().waitFor();
        assertThat(page.locator("a[href='/tenants/new']").count()).isPositive();
        button("Sign out").click();
        signIn("Vera");
        page.getByText("Vera").first().waitFor();
        assertThat(page.locator("a[href='/tenants/new']").count()).isZero();
        see("viewer");
        button("Sign out").click();
        signIn("Nora");
        see("no-role");
        assertThat(page.locator("main").innerText()).contains("role");
        assertThat(page.getByText("Sign out").count()).isZero();
    }

    private void signIn(String name) {
        page.navigate("http://127.0.0.1:" + console.port() + "/sign-in/begin");
        page.locator("button", new Page.LocatorOptions().setHasText(name + " <")).click();
    }

    private void chooseTheMailbox() {
        String base = "http://127.0.0.1:" + console.port() + "/tenants/" + system.tenant();
        page.navigate(base + "/mailboxes");
        page.fill("#whom", "Agents");
        page.locator("form[action$='/candidates'] button").click();
        see("candidates");
        page.locator("main input[name='address']").first().check();
        button("Add the chosen").click();
        page.getByText("What was added").first().waitFor();
        see("added");
        page.navigate(base + "/mailboxes");
        see("mailboxes-waiting");
        page.navigate(base + "/mailboxes/agent-1/preview");
        see("preview");
        assertThat(page.locator("main").innerText()).contains("Nothing was written");
        page.navigate(base + "/mailboxes");
        page.locator("button[value='start-waiting']").click();
        WAITING.until("the mailbox is started",
                () -> system.desk()
                        .store()
                        .mailboxes(system.tenant())
                        .stream()
                        .anyMatch(mailbox -> mailbox.getState() == MailboxState.ACTIVE));
        page.navigate(base);
        see("tenant");
        page.navigate(base + "/delete");
        see("tenant-delete");
        page.navigate("http://127.0.0.1:" + console.port() + "/");
        see("tenants");
        page.navigate("http://127.0.0.1:" + console.port() + "/nowhere");
        see("not-found");
    }

    /** The link is not spent by whoever only looks at it: signing in is a button. */
    private void letIn() {
        Locator open = page.locator("main button");
        if (open.count() > 0) {
            open.first().click();
        }
    }

    /** Looks at the page on both screens; on neither may it be wider than the screen. */
    private void see(String name) {
        page.setViewportSize(PHONE_WIDTH, 740);
        shot(name + "-phone");
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .as("width of %s on a phone", name)
                .isLessThanOrEqualTo(PHONE_WIDTH);
        page.setViewportSize(1280, 900);
        shot(name);
        assertThat(page.title()).as("title of %s", name).isNotBlank();
        assertThat(page.locator("h1").count()).as("headings of %s", name).isEqualTo(1);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
    }

    private void shot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png"))
                .setFullPage(true));
    }

    private void fill(Map<String, String> values) {
        values.forEach((name, value) -> field(name).fill(value));
    }

    private Locator field(String name) {
        return page.locator("[name='" + name + "']");
    }

    private Locator link(String text) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(text)).first();
    }

    private Locator button(String text) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text))
                .first();
    }

    private static Optional<Path> chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome").map(Path::of).filter(Files::isExecutable).findFirst();
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
