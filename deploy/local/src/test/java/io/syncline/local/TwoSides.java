package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Equality;
import io.syncline.local.demo.Outlook;
import io.syncline.local.stack.Stack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** One mailbox and the CRM's records of it: what people do there, and what they see. */
final class TwoSides {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outlook outlook;
    private final CrmDesk crm;
    private final Waiting waiting;
    private final String address;

    TwoSides(Outlook outlook, CrmDesk crm, Waiting waiting, String address) {
        this.outlook = outlook;
        this.crm = crm;
        this.waiting = waiting;
        this.address = address;
    }

    String address() {
        return address;
    }

    String mailbox() {
        return Stack.mailboxOf(address);
    }

    /** Waits until both sides hold so many people alike; returns their addresses. */
    List<String> filled(int count) {
        List<ObjectNode> people = MadeUp.people(mailbox(), count);
        type(people);
        List<String> emails = MadeUp.emails(people);
        assertThat(settled(emails)).as("before the test begins").isEmpty();
        return emails;
    }

    /** Somebody types them in Outlook. */
    void type(List<ObjectNode> people) {
        people.forEach(person -> outlook.create(address, person));
    }

    /** Somebody enters them in the CRM. */
    void enter(List<ObjectNode> people) {
        people.forEach(person -> crm.create(mailbox(), person));
    }

    void inOutlook(String id, ObjectNode fields) {
        outlook.edit(address, id, fields);
    }

    void inCrm(String id, ObjectNode fields) {
        crm.edit(mailbox(), id, fields);
    }

    void deleteInOutlook(String id) {
        outlook.delete(address, id);
    }

    void deleteInCrm(String id) {
        crm.delete(mailbox(), id);
    }

    /** Copies a contact in Outlook; returns the copy's id. */
    String copy(String id) {
        return outlook.copy(address, id);
    }

    static ObjectNode set(String field, String value) {
        return JSON.createObjectNode().put(field, value);
    }

    static ObjectNode clear(String field) {
        return JSON.createObjectNode().putNull(field);
    }

    List<JsonNode> contacts() {
        return outlook.contactsOf(address);
    }

    List<JsonNode> records() {
        return crm.recordsOf(mailbox());
    }

    /** What the CRM's records say of people, in the form in which Outlook says it. */
    List<JsonNode> recordedContacts() {
        return records().stream().map(record -> record.path("contact")).toList();
    }

    /** The mailbox's ids of contacts, by address. */
    Map<String, String> contactIds() {
        Map<String, String> ids = new TreeMap<>();
        contacts().forEach(contact -> ids.put(email(contact), contact.path("id").asText()));
        return ids;
    }

    /** The CRM's ids of records, by address. */
    Map<String, String> recordIds() {
        Map<String, String> ids = new TreeMap<>();
        records().forEach(
                record -> ids.put(email(record.path("contact")), record.path("id").asText()));
        return ids;
    }

    String contactId(String email) {
        return outlook.byEmail(address, email).orElseThrow().path("id").asText();
    }

    String recordId(String email) {
        return crm.byEmail(mailbox(), email).orElseThrow().path("id").asText();
    }

    static String email(JsonNode contact) {
        return contact.path("emailAddresses").path(0).path("address").asText();
    }

    /**
     * Waits until both sides hold these people, each as often as named, and alike; returns what is
     * otherwise.
     */
    List<String> settled(Collection<String> emails) {
        return waiting.untilNone(() -> problems(emails));
    }

    /** Waits until the source has asked so many times more for what changed. */
    void letPollsPass(int polls) {
        Requests requests = requestsFromNow();
        waiting.until(polls + " more polls", () -> requests.polls() >= polls);
    }

    Requests requestsFromNow() {
        return Requests.fromNow(outlook, address);
    }

    /** The addresses that stand more than once on a side. */
    List<String> doubled() {
        List<String> doubled = new ArrayList<>();
        for (List<String> side : List.of(emails(contacts()), emails(recordedContacts()))) {
            doubled.addAll(beyond(side, new TreeSet<>(side)));
        }
        return doubled;
    }

    private List<String> problems(Collection<String> emails) {
        List<String> problems = new ArrayList<>();
        List<JsonNode> contacts = contacts();
        List<JsonNode> records = records();
        compare(emails, emails(contacts), "the mailbox", problems);
        compare(emails,
                emails(records.stream().map(record -> record.path("contact")).toList()), "the CRM",
                problems);
        if (problems.isEmpty()) {
            Equality.Result result = Equality.of(contacts, records);
            if (!result.isEqual()) {
                problems.add(result.shown());
            }
        }
        return problems;
    }

    private static void compare(Collection<String> expected, List<String> found, String side,
            List<String> problems) {
        List<String> missing = beyond(expected, found);
        List<String> surplus = beyond(found, expected);
        if (!missing.isEmpty()) {
            problems.add(missing.size() + " missing in " + side + ", such as "
                    + missing.getFirst());
        }
        if (!surplus.isEmpty()) {
            problems.add(surplus.size() + " too many in " + side + ", such as "
                    + surplus.getFirst());
        }
    }

    private static List<String> emails(List<JsonNode> contacts) {
        return contacts.stream().map(TwoSides::email).toList();
    }

    /** What stands more often in the one than in the other. */
    private static List<String> beyond(Collection<String> one, Collection<String> other) {
        List<String> rest = new ArrayList<>(one.stream().sorted().toList());
        // In the same order, so that each is found at the front.
        other.stream().sorted().forEach(rest::remove);
        return rest;
    }
}
