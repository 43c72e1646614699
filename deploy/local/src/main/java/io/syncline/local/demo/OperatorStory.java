package io.syncline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.local.stack.Reach;
import io.syncline.local.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An operator's day, by the commands that operators type: a bad phone number is traced to its cause and
 * taken back, a mass delete is rejected, a dead letter is handed in again, and all that merge has made is
 * rebuilt from the journal while people go on editing.
 */
public final class OperatorStory {

    private static final String AGENT = "agent-1@example.com";
    private static final String CARELESS = "agent-2@example.com";
    private static final int CONTACTS = 60;
    private static final int DELETED = 50;
    /** What the guard lets through within an hour. */
    private static final int LET_THROUGH = 20;
    private static final String BAD_PHONE = "+12025550199";
    private static final Duration IMPORT_TIMEOUT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final int items;
    private final People people;
    private final Patience patience;
    private final Terminal terminal;
    private final Consumer<String> progress;
    private final Consumer<Told> listener;

    /**
     * @param items how many contacts of one more mailbox are in the journal, to be rebuilt
     * @param seed of the people
     * @param stepTimeout how long a step may take to show; the rebuild has as long as it takes
     * @param progress is told what is being waited for
     * @param listener is told each step when it is over
     */
    public OperatorStory(Stack stack, int items, long seed, Duration stepTimeout,
            Terminal terminal, Consumer<String> progress, Consumer<Told> listener) {
        this.stack = stack;
        this.items = items;
        this.people = new People(seed);
        this.patience = new Patience(stepTimeout);
        this.terminal = terminal;
        this.progress = progress;
        this.listener = listener;
    }

    /** Plays every step until one does not hold. */
    public List<Told> play() {
        stack.startSimulation(List.of(AGENT, CARELESS), Reach.GRAPH);
        try (Outlook outlook = new Outlook(stack.simulatorAdmin());
                CrmDesk crm = new CrmDesk(stack.crm());
                EditedTopic edited = new EditedTopic(stack.configOf("operator"))) {
            Stream.of(AGENT, CARELESS).forEach(agent -> {
                outlook.addMailbox(agent);
                for (int i = 0; i < CONTACTS; i++) {
                    outlook.create(agent, people.next());
                }
            });
            stack.startServices();
            progress.accept("Playing the story");
            return tell(outlook, crm, edited);
        }
    }

    private List<Told> tell(Outlook outlook, CrmDesk crm, EditedTopic edited) {
        List<Supplier<Told>> steps = List.of(() -> imported(outlook, crm),
                () -> badPhone(outlook, crm), () -> massDelete(outlook, crm),
                () -> deadLetter(outlook, edited), () -> rebuild(outlook, crm, edited));
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

    private Told imported(Outlook outlook, CrmDesk crm) {
        return new Patience(IMPORT_TIMEOUT).await("First import", "mailboxes to CRM",
                () -> equal(AGENT, outlook, crm) == CONTACTS
                        && equal(CARELESS, outlook, crm) == CONTACTS,
                () -> equal(AGENT, outlook, crm) + equal(CARELESS, outlook, crm)
                        + " contacts equal on both sides");
    }

    /** Somebody mistypes a phone in the CRM; the operator finds out who did, and takes it back. */
    private Told badPhone(Outlook outlook, CrmDesk crm) {
        String email = emailOf(AGENT, 0, outlook);
        String good = phone(outlook, email);
        crm.edit(Stack.mailboxOf(AGENT), recordId(AGENT, email, crm),
                JSON.createObjectNode().put("mobilePhone", BAD_PHONE));
        Told arrived = patience.await("A bad phone number", "",
                () -> phone(outlook, email).equals(BAD_PHONE), () -> "the bad one arrived");
        if (!arrived.held()) {
            return arrived;
        }
        String item = terminal.lines("contacts", "find", email, "--mailbox", mailbox(AGENT))
                .getFirst()
                .split(" ")[0];
        JsonNode why = terminal.json("contacts", "explain", item, "mobilePhone");
        long version = why.path("version").asLong();
        terminal.type("contacts", "restore", item, "--field", "mobilePhone", "--to",
                Long.toString(version - 1), "--reason", "mistyped", "--yes");
        return patience.await("A bad phone number", "CRM, operator, both",
                () -> phone(outlook, email).equals(good)
                        && phone(crm, AGENT, email).equals(good),
                () -> "version " + version + " was the " + side(why)
                        + "'s; both sides show the one before again");
    }

    private Told massDelete(Outlook outlook, CrmDesk crm) {
        outlook.contactsOf(CARELESS)
                .stream()
                .limit(DELETED)
                .forEach(contact -> outlook.delete(CARELESS, contact.path("id").asText()));
        Told held = patience.await("A mass delete", "",
                () -> terminal.json("deletes", "list", mailbox(CARELESS)).size() == DELETED
                        - LET_THROUGH,
                () -> DELETED - LET_THROUGH + " held");
        if (!held.held()) {
            return held;
        }
        terminal.type("deletes", "reject", mailbox(CARELESS), "--reason", "a slip of the hand",
                "--yes");
        return patience.await("A mass delete", "mailbox, operator, both",
                () -> equal(CARELESS, outlook, crm) == CONTACTS,
                () -> held.outcome() + ", rejected: " + equal(CARELESS, outlook, crm)
                        + " contacts again on both sides");
    }

    /** A patch comes before its record: a dead letter, until the record is there. */
    private Told deadLetter(Outlook outlook, EditedTopic edited) {
        String record = "came-late";
        edited.patchJobTitle(Stack.mailboxOf(AGENT), record, "Partner");
        Told refused = patience.await("A dead letter", "",
                () -> letters().isPresent(), () -> "refused as unknown-record");
        if (!refused.held()) {
            return refused;
        }
        edited.create(Stack.mailboxOf(AGENT), record, "late@example.com");
        Told made = patience.await("A dead letter", "",
                () -> outlook.byEmail(AGENT, "late@example.com").isPresent(), () -> "");
        if (!made.held()) {
            return made;
        }
        terminal.type("dead-letters", "retry", letters().orElseThrow(), "--reason",
                "its record is there now", "--yes");
        return patience.await("A dead letter", "CRM, operator, mailbox",
                () -> outlook.byEmail(AGENT, "late@example.com")
                        .map(contact -> contact.path("jobTitle").asText())
                        .filter("Partner"::equals)
                        .isPresent() && letters().isEmpty(),
                () -> refused.outcome() + "; handed in again, its value is in the mailbox");
    }

    private Optional<String> letters() {
        return terminal.json("dead-letters", "list", "--code", "unknown-record")
                .valueStream()
                .map(letter -> letter.path("letter").asText())
                .findFirst();
    }

    /** People go on editing; each edit must be written once, whichever generation decides it. */
    private Told rebuild(Outlook outlook, CrmDesk crm, EditedTopic edited) {
        progress.accept("Putting " + items + " more contacts into the journal");
        edited.fill("archive", items);
        long start = System.nanoTime();
        int before = outlook.requests().size();
        try (SteadyEdits edits = new SteadyEdits(crm, Stack.mailboxOf(AGENT))) {
            String number = terminal.json("rebuild", "start").path("number").asText();
            terminal.type("rebuild", "promote", number, "--when-equal", "--yes");
            edits.end();
            Told told = patience.await("A rebuild under live edits", "journal to all topics",
                    () -> equal(AGENT, outlook, crm) == CONTACTS + 1
                            && edits.arrived(email -> outlook.byEmail(AGENT, email)),
                    () -> "generation " + number + " runs: " + items + " contacts were equal; "
                            + edits.made() + " edits meanwhile, "
                            + patches(outlook, before) + " writes"
                            + differences(AGENT, outlook, crm));
            // Two edits of one contact go out as one where the first had to wait.
            boolean once = patches(outlook, before) <= edits.made();
            return new Told(told.name(), told.where(), told.outcome(),
                    (System.nanoTime() - start) / 1_000_000, told.held() && once);
        }
    }

    private static long patches(Outlook outlook, int from) {
        return outlook.requests(from)
                .valueStream()
                .filter(line -> line.path("effect").asText().startsWith("patched"))
                .count();
    }

    private static String side(JsonNode why) {
        return why.path("origin").path("side").asText("");
    }

    private static int equal(String agent, Outlook outlook, CrmDesk crm) {
        return Equality.of(outlook.contactsOf(agent), crm.recordsOf(Stack.mailboxOf(agent)))
                .equal();
    }

    private static String differences(String agent, Outlook outlook, CrmDesk crm) {
        Equality.Result result = Equality.of(outlook.contactsOf(agent),
                crm.recordsOf(Stack.mailboxOf(agent)));
        return result.isEqual() ? "" : "\n" + result.shown();
    }

    private static String mailbox(String agent) {
        return Stack.TENANT + "/" + Stack.mailboxOf(agent);
    }

    private static String emailOf(String agent, int index, Outlook outlook) {
        return outlook.contactsOf(agent)
                .stream()
                .map(contact -> contact.path("emailAddresses").path(0).path("address").asText())
                .sorted()
                .toList()
                .get(index);
    }

    private static String recordId(String agent, String email, CrmDesk crm) {
        return crm.byEmail(Stack.mailboxOf(agent), email).orElseThrow().path("id").asText();
    }

    private static String phone(Outlook outlook, String email) {
        return outlook.byEmail(AGENT, email)
                .map(contact -> contact.path("mobilePhone").asText())
                .orElse("");
    }

    private static String phone(CrmDesk crm, String agent, String email) {
        return crm.byEmail(Stack.mailboxOf(agent), email)
                .map(record -> record.path("contact").path("mobilePhone").asText())
                .orElse("");
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
