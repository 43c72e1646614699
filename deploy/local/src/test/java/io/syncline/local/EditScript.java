package io.syncline.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.process.LocalException;
import io.syncline.local.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * People who edit on both sides, from a seed, and remember what they did. Each field of a contact
 * belongs to one side, so that the last value anyone entered is the one that must stand.
 */
final class EditScript {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OUTLOOK_FIELDS = List.of("jobTitle", "companyName",
            "nickName", "personalNotes");
    private static final List<String> CRM_FIELDS = List.of("department", "manager", "profession",
            "officeLocation");
    private static final int TRIES_MAX = 200;

    private final Outlook outlook;
    private final CrmDesk crm;
    private final List<String> agents;
    private final Random random;
    private final List<Person> people = new ArrayList<>();
    private int edits;

    /** A contact, the last value of each of its fields, and its id on each side once known. */
    private record Person(String agent, String email, Map<String, String> expected,
            Map<String, String> ids) {}

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

    /** Makes a contact on one side; a try whose answer was lost is looked for before another. */
    void create() {
        String agent = agents.get(random.nextInt(agents.size()));
        String email = "person-" + people.size() + "@example.com";
        ObjectNode contact = JSON.createObjectNode()
                .put("givenName", "Person")
                .put("surname", "Number" + people.size())
                .put("displayName", "Person Number" + people.size());
        contact.putArray("emailAddresses").addObject().put("address", email);
        boolean inOutlook = random.nextBoolean();
        untilDone(() -> {
            if (inOutlook && outlook.byEmail(agent, email).isEmpty()) {
                outlook.create(agent, contact);
            } else if (!inOutlook && crm.byEmail(mailbox(agent), email).isEmpty()) {
                crm.create(mailbox(agent), contact);
            }
        });
        people.add(new Person(agent, email, new TreeMap<>(), new TreeMap<>()));
        edits++;
    }

    /** Edits a field of somebody who is known on the side that owns it. */
    void edit() {
        Person person = people.get(random.nextInt(people.size()));
        boolean inOutlook = random.nextBoolean();
        List<String> fields = inOutlook ? OUTLOOK_FIELDS : CRM_FIELDS;
        String field = fields.get(random.nextInt(fields.size()));
        String value = field + " " + edits;
        ObjectNode body = JSON.createObjectNode().put(field, value);
        untilDone(() -> idOf(person, inOutlook).ifPresent(id -> {
            try {
                if (inOutlook) {
                    outlook.edit(person.agent(), id, body);
                } else {
                    crm.edit(mailbox(person.agent()), id, body);
                }
            } catch (LocalException e) {
                // The CRM may have joined the record with another: look it up again.
                person.ids().clear();
                throw e;
            }
            person.expected().put(field, value);
        }));
        edits++;
    }

    private Optional<String> idOf(Person person, boolean inOutlook) {
        String side = inOutlook ? "mailbox" : "CRM";
        String known = person.ids().get(side);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> found = (inOutlook
                ? outlook.byEmail(person.agent(), person.email())
                : crm.byEmail(mailbox(person.agent()), person.email()))
                .map(contact -> contact.path("id").asText());
        found.ifPresent(id -> person.ids().put(side, id));
        return found;
    }

    /** What is not as the script says; empty when nothing is missing and nothing is doubled. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String agent : agents) {
            List<JsonNode> contacts = outlook.contactsOf(agent);
            List<JsonNode> records = crm.recordsOf(mailbox(agent))
                    .stream()
                    .map(record -> record.path("contact"))
                    .toList();
            people.stream().filter(person -> person.agent().equals(agent)).forEach(person -> {
                check(person, contacts, "mailbox", problems);
                check(person, records, "CRM", problems);
            });
            long expected = people.stream().filter(one -> one.agent().equals(agent)).count();
            if (contacts.size() != expected || records.size() != expected) {
                problems.add(agent + " has " + contacts.size() + " contacts and " + records.size()
                        + " records, expected " + expected);
            }
        }
        return problems;
    }

    private static void check(Person person, List<JsonNode> side, String name,
            List<String> problems) {
        List<JsonNode> found = side.stream()
                .filter(contact -> contact.path("emailAddresses")
                        .path(0)
                        .path("address")
                        .asText()
                        .equals(person.email()))
                .toList();
        if (found.size() != 1) {
            problems.add(person.email() + " stands " + found.size() + " times in the " + name);
            return;
        }
        person.expected().forEach((field, value) -> {
            String shown = found.getFirst().path(field).asText("");
            if (!shown.equals(value)) {
                problems.add(person.email() + " shows " + field + " '" + shown + "' in the "
                        + name + ", expected '" + value + "'");
            }
        });
    }

    private static String mailbox(String agent) {
        return Stack.mailboxOf(agent);
    }

    /** A side that was just killed is back in a moment. */
    private static void untilDone(Runnable action) {
        for (int tries = 0;; tries++) {
            try {
                action.run();
                return;
            } catch (LocalException e) {
                if (tries >= TRIES_MAX) {
                    throw e;
                }
                LockSupport.parkNanos(100_000_000L);
            }
        }
    }
}
