package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A person copies contacts in Outlook, our stamp with them. */
final class CopiesInOutlook {

    private static final String TITLE = "jobTitle";

    private final WholeStack everything;
    private final String mailbox;

    CopiesInOutlook(WholeStack everything, String mailbox) {
        this.everything = everything;
        this.mailbox = mailbox;
    }

    /** Each copy has a record of its own, and edits of the two do not mix. */
    void areContactsOfTheirOwn() {
        TwoSides sides = everything.sides(mailbox);
        // Made in the CRM, so that the mailbox's contacts carry our stamp, and their copies too.
        List<ObjectNode> people = MadeUp.people(sides.mailbox(), 10);
        sides.enter(people);
        List<String> emails = new ArrayList<>(MadeUp.emails(people));
        assertThat(sides.settled(emails)).as("both sides are equal").isEmpty();
        sides.letPollsPass(2);
        List<String> originals = List.copyOf(sides.recordIds().values());
        Requests requests = sides.requestsFromNow();
        Map<String, String> titles = new TreeMap<>();

        Figures figures = Figures.begin();
        sides.contactIds().forEach((email, contact) -> {
            titles.put(contact, "Original");
            titles.put(sides.copy(contact), "Copy");
            emails.add(email);
        });
        List<String> problems = sides.settled(emails);
        for (JsonNode record : sides.records()) {
            String id = record.path("id").asText();
            sides.inCrm(id, TwoSides.set(TITLE, originals.contains(id) ? "Original" : "Copy"));
        }
        List<String> wrongTitles = everything.waiting()
                .untilNone(() -> othersThan(titles, sides.contacts()));
        sides.letPollsPass(2);

        List<String> wrongWrites = new ArrayList<>(requests.effects());
        titles.keySet().forEach(contact -> wrongWrites.remove("patched " + contact));
        figures.tell(people.size() + " contacts copied in Outlook: " + sides.records().size()
                + " records in the CRM, " + (wrongWrites.size() + wrongTitles.size())
                + " writes to a wrong one");
        assertThat(problems).isEmpty();
        assertThat(wrongTitles).isEmpty();
        assertThat(wrongWrites).isEmpty();
        assertThat(sides.settled(emails)).isEmpty();
    }

    /** The contacts that show another job title than theirs. */
    private static List<String> othersThan(Map<String, String> titles, List<JsonNode> contacts) {
        return contacts.stream()
                .filter(contact -> !contact.path(TITLE)
                        .asText("")
                        .equals(titles.getOrDefault(contact.path("id").asText(), "?")))
                .map(contact -> contact.path("id").asText())
                .toList();
    }
}
