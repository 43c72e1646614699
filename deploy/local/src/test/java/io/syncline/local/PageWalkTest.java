package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

/**
 * Every page of the console with something to see on it, in a real browser. A page that no link leads to is
 * opened by hand here or in {@link ConsoleWalkTest}; whoever adds one and forgets it is told.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageWalkTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final Path TEMPLATES = Path.of("..", "console", "src", "main", "jte");
    private static final String TENANT = "example";
    private static final String TITLE = "jobTitle";
    private static final int BAD_REQUEST = 400;
    /** More than 20 deletes within an hour are held. */
    private static final int DELETED = 23;
    private static final int HELD = 3;
    /** What stands around pages, and what {@link ConsoleWalkTest} sees while a tenant is registered. */
    private static final Set<String> SEEN_ELSEWHERE = Set.of("layout", "sign-in", "link", "added",
            "candidates", "preview", "tenant", "mailboxes", "verification", "delete");

    private WholeStack everything;

    @BeforeAll
    void start() {
        everything = WholeStack.start("pages", List.of("told", "held", "parked", "shut"),
                Set.of(), WAITING);
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void showsEveryPageOnBothScreensAndToTheKeyboard() throws IOException {
        TwoSides told = everything.sides("told");
        List<String> emails = told.filled(4);
        try (OperatorBrowser browser = OperatorBrowser.open(config())) {
            PageWalk walk = new PageWalk(browser, Set.of(TENANT, "told", "held", "parked", "shut"));
            browser.see("/conflicts", "conflicts-none");
            browser.see("/rebuilds", "rebuilds-one");
            Instant from = Instant.now();
            edits(told, emails);
            waits();
            rebuilds();
            browser.waitFor("/", HELD + " held deletes");
            browser.waitFor("/conflicts", "Take it");
            browser.waitFor("/standing/example/parked/parked", "refused since");
            browser.waitFor("/", "1 value that a mailbox refuses");

            int seen = walk.all();
            contacts(browser, walk, emails.getFirst());
            refused(browser, walk);
            undo(browser, walk, from);
            refusals(browser, walk);

            assertThat(seen).isGreaterThan(25);
            assertThat(walk.pages()).containsAll(templates());
            assertThat(personal(browser.addresses(), emails)).isEmpty();
            assertThat(browser.complaints()).as("complaints of the browser").isEmpty();
        }
    }

    /** A wrong title, a conflict, and a value that the mailbox refuses. */
    private void edits(TwoSides told, List<String> emails) {
        told.inCrm(told.recordId(emails.get(0)), TwoSides.set(TITLE, "Wrong"));
        assertThat(told.settled(emails)).isEmpty();
        told.inCrm(told.recordId(emails.get(0)), TwoSides.set("companyName",
                "A company with a name so long that it does not stand on one line of a phone"));
        assertThat(told.settled(emails)).isEmpty();
        String contact = told.contactId(emails.get(1));
        String record = told.recordId(emails.get(1));
        everything.outlook().refuse(told.address());
        told.inOutlook(contact, TwoSides.set(TITLE, "Partner"));
        told.inCrm(record, TwoSides.set(TITLE, "Broker"));
        WAITING.until("the CRM's edit is merged", () -> everything.topics()
                .all(TopicCatalogue.EDITED, Edited.class)
                .stream()
                .anyMatch(edit -> edit.toString().contains("Broker")));
        everything.outlook().endFaults();
        told.deleteInOutlook(told.contactId(emails.get(2)));

        TwoSides parked = everything.sides("parked");
        List<String> others = parked.filled(2);
        everything.outlook().refusePatches(parked.address(), BAD_REQUEST);
        parked.inCrm(parked.recordId(others.getFirst()),
                TwoSides.set("nickName", "Refused there"));
    }

    /** Held deletes, a dead letter, and a mailbox that nobody may read. */
    private void waits() {
        TwoSides held = everything.sides("held");
        List<String> emails = held.filled(DELETED + 1);
        held.contactIds().forEach((email, contact) -> {
            if (!email.equals(emails.getLast())) {
                held.deleteInOutlook(contact);
            }
        });
        WAITING.until("deletes are held", () -> everything.topics().heldDeletes("held") == HELD);
        everything.publish(TopicCatalogue.EDITED, new RecordKey(TENANT, "told", "nobody").text(),
                Edited.newBuilder()
                        .setTenant(TENANT)
                        .setMailbox("told")
                        .setRecordId("nobody")
                        .setEventId("edit-of-nobody")
                        .setKind(EditKind.PATCH)
                        .setFields(List.of(TITLE))
                        .setContact(Contact.newBuilder().setJobTitle("Broker").build())
                        .setEditedAt(Instant.now())
                        .build());
        everything.outlook().refuse("shut@example.com", 403);
    }

    /** One generation that took over, the former one, and one that folds for nobody. */
    private void rebuilds() {
        run("rebuild", "start");
        run("rebuild", "promote", "2", "--when-equal", "--yes");
        run("rebuild", "start", "--build", "not-running");
    }

    private static void contacts(OperatorBrowser browser, PageWalk walk, String email) {
        browser.open("/contacts");
        browser.page().fill("#text", "nobody has this name");
        browser.page().locator("form.search button").click();
        walk.see("contacts-none");
        browser.page().fill("#text", email);
        browser.page().locator("form.search button").click();
        walk.see("contacts-found");
        browser.page().locator("main table a").first().click();
        walk.see("contact");
        browser.page().locator("form[action$='/restore/preview'] button").last().click();
        walk.see("restore");
        browser.page().fill("#reason", "was wrong");
        browser.page().locator("main form[action$='/restore'] button").click();
        assertThat(browser.page().locator(".notice").innerText()).contains("Done");
        walk.see("contact-restored");
        browser.open("/conflicts");
        browser.page().locator("main table form button").first().click();
        walk.see("restore-lost");
    }

    /** What the mailbox refused is tried again by a click, and lands now. */
    private void refused(OperatorBrowser browser, PageWalk walk) {
        everything.outlook().endFaults();
        browser.open("/standing/example/parked/parked");
        walk.see("refused-values");
        browser.page().locator("button[value='all']").click();
        assertThat(browser.main()).contains("Say why");
        browser.page().goBack();
        browser.page().locator("input[name='item']").check();
        browser.page().fill("#reason", "the mailbox takes it now");
        browser.page().locator("button[value='chosen']").click();
        assertThat(browser.page().locator(".notice").innerText()).contains("tried again");
        walk.see("refused-values-retried");
        TwoSides parked = everything.sides("parked");
        WAITING.until("the value is in the mailbox", () -> parked.contacts()
                .stream()
                .anyMatch(contact -> contact.path("nickName").asText().equals("Refused there")));
        assertThat(everything.topics().all(TopicCatalogue.AUDIT, Audit.class))
                .anySatisfy(audit -> {
                    assertThat(audit.getAction()).isEqualTo("retried");
                    assertThat(audit.getDetail()).isEqualTo("the mailbox takes it now");
                });
    }

    private static void undo(OperatorBrowser browser, PageWalk walk, Instant from) {
        browser.open("/undo?mailbox=example/told");
        browser.page().fill("#whose", "mailbox");
        browser.page().fill("#from", "yesterday or so");
        browser.page().fill("#to", Instant.now().toString());
        browser.page().locator("main form button").first().click();
        walk.see("undo-refused");
        browser.page().fill("#from", from.toString());
        browser.page().locator("main form button").first().click();
        walk.see("undo-preview");
        assertThat(browser.main()).contains("Lives again");
        browser.page().locator("main form[action='/undo'] button").click();
        walk.see("undo-done");
    }

    private static void refusals(OperatorBrowser browser, PageWalk walk) {
        browser.open("/tenants/example/delete");
        walk.see("tenant-delete");
        browser.open("/nowhere");
        walk.see("not-found");
        browser.open("/contacts/example/told/00000000-0000-5000-8000-000000000000");
        walk.see("contact-unknown");
        browser.page().locator("form[action='/links'] button").click();
        walk.see("sign-in-link");
    }

    private static Set<String> templates() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jte"))
                    .map(name -> name.replace(".jte", ""))
                    .filter(name -> !SEEN_ELSEWHERE.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Addresses that name somebody: browsers and proxies keep them. */
    private static List<String> personal(Set<String> addresses, List<String> emails) {
        Set<String> words = emails.stream()
                .flatMap(email -> Stream.of(email.split("@")[0].split("\\.")))
                .filter(word -> word.length() > 3 && !word.equals("told"))
                .collect(Collectors.toSet());
        return addresses.stream()
                .filter(address -> {
                    String text = address.toLowerCase(Locale.ROOT);
                    return text.contains("@") || text.contains("%40") || text.contains("555")
                            || words.stream().anyMatch(text::contains);
                })
                .toList();
    }

    private SynclineConfig config() {
        return ConfigLoader.load(everything.folder().resolve("config").resolve("source.yaml"),
                Map.of());
    }

    private void run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", everything.folder().toString()));
        StringWriter said = new StringWriter();
        CommandLine line = LocalMain.commandLine();
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(said, true));
        assertThat(line.execute(all.toArray(String[]::new))).as(said.toString()).isZero();
    }
}
