package io.syncline.local.demo;

import io.syncline.console.tenant.Actor;
import io.syncline.console.tenant.LastSubmission;
import io.syncline.console.tenant.MailboxCsv.Row;
import io.syncline.console.tenant.MailboxDesk;
import io.syncline.console.tenant.Submission;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.tenant.SubmissionForm.Checked;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.tenant.TenantStore;
import io.syncline.graph.GraphKind;
import io.syncline.local.demo.EntraDesk.Secret;
import io.syncline.local.stack.Stack;
import io.syncline.port.tenant.Sealing;
import io.syncline.port.tenant.UserDirectory;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.TenantState;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An administrator's first hour: six submissions that fail in six ways, each with what the
 * administrator reads, then one that passes; mailboxes chosen by a group; and contacts that sync.
 */
public final class Onboarding {

    private static final String TENANT = "example";
    private static final String READER = "33333333-3333-3333-3333-333333333333";
    private static final String WRITER = "44444444-4444-4444-4444-444444444444";
    private static final Secret SECRET = new Secret("99999999-9999-9999-9999-999999999999",
            "tHe~vAlue.of/this+\"secret\"&no=other", "2099-01-01T00:00:00Z");
    private static final Secret OLD = new Secret("88888888-8888-8888-8888-888888888888",
            "tHe~vAlue.of/last+\"year\"&no=other", "2020-01-01T00:00:00Z");
    private static final String TEST_MAILBOX = "syncline-test@example.com";
    private static final String LIST = "all-agents@example.com";
    private static final int CONTACTS = 20;
    private static final Actor ADMINISTRATOR = new Actor("administrator@example.com", "cli");

    private final Stack stack;
    private final List<String> agents;
    private final People people;
    private final Duration stepTimeout;
    private final Consumer<String> progress;
    private final Consumer<Told> listener;

    /**
     * @param agents how many agents
     * @param seed of the people
     * @param stepTimeout how long a step may take to show
     * @param progress is told what is being waited for
     * @param listener is told each step when it is over
     */
    public Onboarding(Stack stack, int agents, long seed, Duration stepTimeout,
            Consumer<String> progress, Consumer<Told> listener) {
        this.stack = stack;
        this.agents = IntStream.rangeClosed(1, agents)
                .mapToObj(number -> "agent-" + number + "@example.com")
                .toList();
        this.people = new People(seed);
        this.stepTimeout = stepTimeout;
        this.progress = progress;
        this.listener = listener;
    }

    /** What nobody may read anywhere after the story. */
    public static List<String> secrets() {
        return List.of(SECRET.value(), OLD.value());
    }

    /** Plays every step; the last one is the proof. */
    public List<Told> play() {
        stack.startSimulationUnregistered();
        try (Outlook outlook = new Outlook(stack.simulatorAdmin());
                EntraDesk entra = new EntraDesk(stack.simulatorAdmin());
                CrmDesk crm = new CrmDesk(stack.crm())) {
            progress.accept("Filling the mailboxes of " + agents.size() + " agents");
            arrange(outlook, entra);
            stack.startServices();
            SynclineConfig config = stack.configOf("onboarding");
            try (TenantStore store = new TenantStore(config).start()) {
                TenantDesk desk = new TenantDesk(config, List.of(new GraphKind()), store,
                        Sealing.required(config.secrets()), InstantSource.system());
                progress.accept("Playing the story");
                return tell(desk, new MailboxDesk(desk), outlook, crm);
            }
        }
    }

    private void arrange(Outlook outlook, EntraDesk entra) {
        outlook.addMailbox(TEST_MAILBOX);
        agents.forEach(agent -> {
            outlook.addMailbox(agent);
            for (int i = 0; i < CONTACTS; i++) {
                outlook.create(agent, people.next());
            }
        });
        entra.distributionList(LIST, agents);
        entra.securityGroup("Agents", agents);
        entra.application(READER, List.of(SECRET), List.of("Contacts.Read", "User.Read.All",
                "GroupMember.Read.All"));
        entra.application(WRITER, List.of(SECRET, OLD),
                List.of("Contacts.ReadWrite", "User.Read.All",
                        "GroupMember.Read.All"));
    }

    private List<Told> tell(TenantDesk desk, MailboxDesk mailboxes, Outlook outlook,
            CrmDesk crm) {
        List<Supplier<Told>> steps = List.of(
                () -> refused("The Secret ID in place of its Value", SubmissionForm.SECRET,
                        Map.of(SubmissionForm.SECRET, SECRET.id()), desk),
                () -> failed("Another organisation's directory", Step.DIRECTORY, Map.of(
                        SubmissionForm.SECRET, SECRET.value(), SubmissionForm.DIRECTORY_ID,
                        "55555555-5555-5555-5555-555555555555"), desk),
                () -> failed("A secret of last year", Step.TOKEN, Map.of(
                        SubmissionForm.DIRECTORY_ID, Stack.DIRECTORY_ID, SubmissionForm.SECRET,
                        OLD.value()), desk),
                () -> failed("An application that may only read", Step.PERMISSIONS, Map.of(
                        SubmissionForm.SECRET, SECRET.value(), SubmissionForm.CLIENT_ID, READER),
                        desk),
                () -> failed("A distribution list as test mailbox", Step.MAILBOX, Map.of(
                        SubmissionForm.CLIENT_ID, WRITER, SubmissionForm.TEST_MAILBOX, LIST),
                        desk),
                () -> failed("Access that was to be limited, and is not", Step.SCOPE, Map.of(
                        SubmissionForm.TEST_MAILBOX, TEST_MAILBOX,
                        SubmissionForm.OUTSIDE_MAILBOX, agents.getFirst()), desk),
                () -> passed(desk), () -> chosen(mailboxes), () -> synced(outlook, crm));
        List<Told> told = new ArrayList<>();
        for (Supplier<Told> step : steps) {
            Told one = step.get();
            told.add(one);
            listener.accept(one);
            if (!one.held()) {
                return told;
            }
        }
        return told;
    }

    /** What the form itself says, before anybody is asked. */
    private Told refused(String name, String field, Map<String, String> changed,
            TenantDesk desk) {
        long start = System.nanoTime();
        Checked checked = check(changed, desk);
        String reads = checked instanceof Checked.Bad bad
                ? bad.problems()
                        .stream()
                        .filter(problem -> problem.field().equals(field))
                        .map(problem -> problem.message())
                        .collect(Collectors.joining(" "))
                : "";
        return told(name, "the form", start, reads, !reads.isEmpty());
    }

    private Told failed(String name, Step expected, Map<String, String> changed,
            TenantDesk desk) {
        long start = System.nanoTime();
        Map<Step, Finding> findings = verified(changed, desk);
        Optional<Map.Entry<Step, Finding>> first = findings.entrySet()
                .stream()
                .filter(entry -> entry.getValue().outcome() == Outcome.FAILED)
                .findFirst();
        String reads = first.map(entry -> entry.getValue().evidence() + ". "
                + entry.getValue().remedy()).orElse("nothing failed");
        return told(name, first.map(entry -> entry.getKey().text()).orElse(""), start, reads,
                first.filter(entry -> entry.getKey() == expected).isPresent()
                        && desk.tenant(TENANT).getState() == TenantState.SUBMITTED);
    }

    /** Only what was wrong is given again: the secret is kept, and so is all else. */
    private Told passed(TenantDesk desk) {
        long start = System.nanoTime();
        Map<Step, Finding> findings = verified(Map.of(SubmissionForm.OUTSIDE_MAILBOX, ""), desk);
        return told("Everything right", "all steps", start, findings.values()
                .stream()
                .filter(finding -> finding.outcome() == Outcome.PASSED)
                .count() + " steps passed; the tenant may take part",
                Verification.isPassed(findings)
                        && desk.tenant(TENANT).getState() == TenantState.ACTIVE);
    }

    private Told chosen(MailboxDesk mailboxes) {
        long start = System.nanoTime();
        List<Row> rows = mailboxes
                .candidates(TENANT, new UserDirectory.Filter.OfGroup("Agents"))
                .stream()
                .map(user -> new Row(user.address(), Stack.mailboxOf(user.address()), ""))
                .toList();
        MailboxDesk.Added added = mailboxes.add(TENANT, rows, ADMINISTRATOR);
        mailboxes.change(TENANT, Set.of(), MailboxState.ACTIVE, ADMINISTRATOR);
        return told("Mailboxes chosen by a group, and started", "directory", start,
                added.added().size() + " mailboxes", added.added().size() == agents.size());
    }

    private Told synced(Outlook outlook, CrmDesk crm) {
        return new Patience(stepTimeout.multipliedBy(2)).await("First contacts in the CRM",
                "mailboxes to CRM", () -> equal(outlook, crm) == agents.size() * CONTACTS,
                () -> equal(outlook, crm) + " contacts equal on both sides");
    }

    private int equal(Outlook outlook, CrmDesk crm) {
        return agents.stream()
                .mapToInt(agent -> Equality
                        .of(outlook.contactsOf(agent), crm.recordsOf(Stack.mailboxOf(agent)))
                        .equal())
                .sum();
    }

    private Map<Step, Finding> verified(Map<String, String> changed, TenantDesk desk) {
        return switch (check(changed, desk)) {
            case Checked.Good(Submission submission) -> {
                desk.submit(submission, ADMINISTRATOR);
                yield desk.verify(TENANT, "graph", ADMINISTRATOR, Verification.Watcher.NOBODY);
            }
            case Checked.Bad bad -> throw new IllegalStateException(
                    "The form refuses: " + bad.problems());
        };
    }

    private static Checked check(Map<String, String> changed, TenantDesk desk) {
        Map<String, String> texts = LastSubmission.texts(desk.store().tenant(TENANT),
                Optional.empty());
        texts.putIfAbsent(SubmissionForm.TENANT, TENANT);
        texts.putIfAbsent(SubmissionForm.KIND, "graph");
        texts.putIfAbsent(SubmissionForm.DIRECTORY_ID, Stack.DIRECTORY_ID);
        texts.putIfAbsent(SubmissionForm.CLIENT_ID, WRITER);
        texts.putIfAbsent(SubmissionForm.TEST_MAILBOX, TEST_MAILBOX);
        texts.putIfAbsent(SubmissionForm.EXPIRES_ON, "2099-01-01");
        texts.putAll(changed);
        return SubmissionForm.check(texts, Optional.empty(),
                desk.store().tenant(TENANT).isPresent(), desk.now());
    }

    private static Told told(String name, String where, long start, String outcome,
            boolean held) {
        return new Told(name, where, outcome, (System.nanoTime() - start) / 1_000_000, held);
    }
}
