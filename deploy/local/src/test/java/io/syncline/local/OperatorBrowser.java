package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.web.ConsoleService;
import io.syncline.graph.GraphKind;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A console of its own, and an operator who looks at it in a real browser, at a desk and with a phone. */
final class OperatorBrowser implements AutoCloseable {

    private static final Path SCREENS = Path.of("target", "screens");
    /** That a page says no is what some are opened for. */
    private static final String REFUSED = "Failed to load resource: the server responded with a"
            + " status of 4";
    private static final int PHONE_WIDTH = 360;
    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(30));

    private final ConsoleService console;
    private final Playwright playwright;
    private final Browser browser;
    private final Page page;
    private final Set<String> addresses = new LinkedHashSet<>();
    private final List<String> complaints = new ArrayList<>();

    private OperatorBrowser(ConsoleService console, Path chromium) {
        this.console = console;
        this.playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright.chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu",
                                "--disable-background-networking", "--disable-sync")));
        this.page = browser.newPage();
        page.onRequest(request -> addresses.add(request.url()));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith(REFUSED)) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
    }

    /** Signs in; skips the test where there is no browser. */
    static OperatorBrowser open(SynclineConfig config) throws IOException {
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome").map(Path::of).filter(Files::isExecutable).findFirst();
        Requirement.on("browser", chromium.isPresent(), "apt-get install chromium");
        Files.createDirectories(SCREENS);
        ConsoleService console = new ConsoleService(config, List.of(new GraphKind()),
                new SimpleMeterRegistry());
        console.start();
        OperatorBrowser opened = new OperatorBrowser(console, chromium.orElseThrow());
        opened.page.navigate(console.oneTimeLink().toString());
        return opened;
    }

    Page page() {
        return page;
    }

    String main() {
        return page.locator("main").innerText();
    }

    /** Loads a page until it says so, or keeps itself up to date until it does. */
    void waitFor(String path, String text) {
        open(path);
        WAITING.until(path + " says " + text, () -> main().contains(text));
    }

    void open(String path) {
        page.navigate("http://127.0.0.1:" + console.port() + path);
    }

    void see(String path, String name) {
        open(path);
        see(name);
    }

    /** Every address that was asked for so far. */
    Set<String> addresses() {
        return addresses;
    }

    /** What the browser complained about so far: failed scripts, and what the page may not do. */
    List<String> complaints() {
        return complaints;
    }

    /** Looks at the page on both screens; on neither may it be wider than the screen. */
    void see(String name) {
        page.setViewportSize(PHONE_WIDTH, 740);
        shot(name + "-phone");
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .as("width of %s on a phone", name)
                .isLessThanOrEqualTo(PHONE_WIDTH);
        page.setViewportSize(1280, 900);
        shot(name);
        assertThat(page.title()).as("title of %s", name).isNotBlank();
        assertThat(page.locator("h1").count()).as("headings of %s", name).isEqualTo(1);
    }

    private void shot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENS.resolve("operating-" + name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        console.close();
    }
}
