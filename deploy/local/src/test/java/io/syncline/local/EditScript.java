package io.syncline.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.process.LocalException;
import io.syncline.local.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * People who edit on both sides, from a seed, and remember what they did.
 *
 * <pre>
 * what they do          what must stand in the end, on both sides
 * create                one contact
 * edit an own field     its last value: each of these fields is edited on one side only
 * edit the shared field the last value of one side; the other side's was seen before it, or is kept
 *                       in a Conflict
 * add a category        every category that anyone added
 * delete                no contact; only those are deleted whom nobody edits
 * </pre>
 */
final class EditScript {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OUTLOOK_FIELDS = List.of("jobTitle", "companyName",
            "nickName", "personalNotes");
    private static final List<String> CRM_FIELDS = List.of("department", "manager", "profession",
            "officeLocation");
    private static final String SHARED_FIELD = "spouseName";
    private static final int PEOPLE_MIN = 8;
    private static final int TRIES_MAX = 300;

    private final Outlook outlook;
    private final CrmDesk crm;
    private final List<String> agents;
    private final Random random;
    private final List<ScriptedPerson> people = new ArrayList<>();
    private int edits;

    EditScript(Outlook outlook, CrmDesk crm, List<String> agents, long seed) {
        this.outlook = outlook;
        this.crm = crm;
        this.agents = agents;
        this.random = new Random(seed);
    }

    int people() {
        return people.size();
    }

    int edits() {
        return edits;
    }

    /** So much is done a second; what a side that was away held up is caught up with. */
    void goOn(Duration time, int perSecond) {
        long start = System.nanoTime();
        for (long done = 0; System.nanoTime() - start < time.toNanos();) {
            step();
            done++;
            long due = start + done * Duration.ofSeconds(1).toNanos() / perSecond;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        }
    }

    /** Somebody does something. */
    void step() {
        int dice = random.nextInt(100);
        if (people.size() < PEOPLE_MIN || dice < 10) {
            create();
        } else if (dice < 13) {
            delete();
        } else if (dice < 20) {
            addCategory();
        } else if (dice < 35) {
            editSharedField();
        } else {
            editOwnField();
        }
        edits++;
    }

    /** Makes a contact on one side; a try whose answer was lost is looked for before another. */
    private void create() {
        String agent = agents.get(random.nextInt(agents.size()));
        ScriptedPerson person = new ScriptedPerson(agent, people.size(),
                people.size() % 5 == 4);
        ObjectNode contact = person.asMade();
        boolean inOutlook = random.nextBoolean();
        untilDone(() -> {
            if (find(person, inOutlook).isEmpty()) {
                if (inOutlook) {
                    outlook.create(agent, contact);
                } else {
                    crm.create(mailbox(agent), contact);
                }
            }
        });
        people.add(person);
    }

    /** Deletes somebody whom nobody edits and whom both sides know. */
    private void delete() {
        Optional<ScriptedPerson> doomed = people.stream()
                .filter(person -> person.isDoomed() && !person.isDeleted())
                .filter(person -> tried(() -> find(person, true)).isPresent()
                        && tried(() -> find(person, false)).isPresent())
                .findFirst();
        if (doomed.isEmpty()) {
            editOwnField();
        }
        boolean inOutlook = random.nextBoolean();
        doomed.ifPresent(person -> {
            untilDone(() -> find(person, inOutlook).ifPresent(id -> {
                if (inOutlook) {
                    outlook.delete(person.agent(), id);
                } else {
                    crm.delete(mailbox(person.agent()), id);
                }
            }));
            person.deleted();
        });
    }

    private void editOwnField() {
        boolean inOutlook = random.nextBoolean();
        List<String> fields = inOutlook ? OUTLOOK_FIELDS : CRM_FIELDS;
        String field = fields.get(random.nextInt(fields.size()));
        ScriptedPerson person = somebody(inOutlook);
        String value = field + " " + edits;
        edit(person, inOutlook, JSON.createObjectNode().put(field, value));
        person.entered(field, value);
    }

    private void editSharedField() {
        boolean inOutlook = random.nextBoolean();
        ScriptedPerson person = somebody(inOutlook);
        String value = SHARED_FIELD + " " + edits + ".";
        JsonNode overwritten = edit(person, inOutlook,
                JSON.createObjectNode().put(SHARED_FIELD, value));
        person.enteredInShared(inOutlook, value, overwritten.path(SHARED_FIELD).asText(""));
    }

    /** Outlook adds to what it shows, the CRM to what it shows. */
    private void addCategory() {
        boolean inOutlook = random.nextBoolean();
        ScriptedPerson person = somebody(inOutlook);
        String category = "Category " + edits;
        untilDone(() -> shown(person, inOutlook).ifPresent(contact -> {
            ObjectNode body = JSON.createObjectNode();
            contact.path("categories").forEach(body.withArray("categories")::add);
            body.withArray("categories").add(category);
            person.setCategories(category, body.path("categories"),
                    edit(person, inOutlook, body).path("categories"));
        }));
    }

    /** Somebody whom the side knows already; the newest may be on their way. */
    private ScriptedPerson somebody(boolean inOutlook) {
        List<ScriptedPerson> some = new ArrayList<>(
                people.stream().filter(person -> !person.isDoomed()).toList());
        Collections.shuffle(some, random);
        return some.stream()
                .filter(person -> tried(() -> find(person, inOutlook)).isPresent())
                .findFirst()
                .orElse(some.getFirst());
    }

    /** Waits until the side knows the person; returns what stood in the fields before. */
    private JsonNode edit(ScriptedPerson person, boolean inOutlook, ObjectNode body) {
        return untilDone(() -> {
            String id = find(person, inOutlook)
                    .orElseThrow(() -> new LocalException(person.email() + " is not there yet"));
            try {
                return inOutlook
                        ? outlook.edit(person.agent(), id, body)
                        : crm.edit(mailbox(person.agent()), id, body);
            } catch (LocalException e) {
                // The CRM may have joined the record with another: look it up again.
                person.forgetIds();
                throw e;
            }
        });
    }

    private Optional<String> find(ScriptedPerson person, boolean inOutlook) {
        Optional<String> known = person.idIn(inOutlook);
        if (known.isPresent()) {
            return known;
        }
        Optional<String> found = inOutlook
                ? outlook.byEmail(person.agent(), person.email())
                        .map(contact -> contact.path("id").asText())
                : crm.byEmail(mailbox(person.agent()), person.email())
                        .map(record -> record.path("id").asText());
        found.ifPresent(id -> person.knownAs(inOutlook, id));
        return found;
    }

    private Optional<JsonNode> shown(ScriptedPerson person, boolean inOutlook) {
        return inOutlook
                ? outlook.byEmail(person.agent(), person.email())
                : crm.byEmail(mailbox(person.agent()), person.email())
                        .map(record -> record.path("contact"));
    }

    /**
     * What is not as the script says; empty when nothing is missing and nothing is doubled.
     *
     * @param conflicts the values that Conflicts keep
     */
    List<String> problems(Set<String> conflicts) {
        List<String> problems = new ArrayList<>();
        for (String agent : agents) {
            List<JsonNode> contacts = outlook.contactsOf(agent);
            List<JsonNode> records = crm.recordsOf(mailbox(agent))
                    .stream()
                    .map(record -> record.path("contact"))
                    .toList();
            List<ScriptedPerson> own = people.stream()
                    .filter(person -> person.agent().equals(agent))
                    .toList();
            own.forEach(person -> {
                person.check(contacts, "mailbox", problems);
                person.check(records, "CRM", problems);
                person.checkShared(SHARED_FIELD, contacts, records, conflicts, problems);
            });
            long expected = own.stream().filter(person -> !person.isDeleted()).count();
            if (contacts.size() != expected || records.size() != expected) {
                problems.add(agent + " has " + contacts.size() + " contacts and " + records.size()
                        + " records, expected " + expected);
            }
        }
        return problems;
    }

    private static String mailbox(String agent) {
        return Stack.mailboxOf(agent);
    }

    private static <T> Optional<T> tried(Supplier<Optional<T>> look) {
        try {
            return look.get();
        } catch (LocalException e) {
            return Optional.empty();
        }
    }

    static void untilDone(Runnable action) {
        untilDone(() -> {
            action.run();
            return true;
        });
    }

    /** A side that was just killed is back in a moment. */
    static <T> T untilDone(Supplier<T> action) {
        for (int tries = 0;; tries++) {
            try {
                return action.get();
            } catch (LocalException e) {
                if (tries >= TRIES_MAX) {
                    throw e;
                }
                LockSupport.parkNanos(100_000_000L);
            }
        }
    }
}
