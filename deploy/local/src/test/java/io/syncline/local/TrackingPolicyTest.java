package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.ConflictKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a tenant's policy lets out of a mailbox and takes into it, through all services. */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackingPolicyTest {

    static {
        AvroTrust.install();
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final String MAILBOX = "chosen";
    private static final String POLICY = """
            categories: [Client]
            fields: [{field: jobTitle, direction: MAILBOX_ONLY}]
            """;
    private static final String TITLE = "jobTitle";
    private static final String COMPANY = "companyName";

    private WholeStack everything;

    @BeforeAll
    void start() {
        everything = WholeStack.withPolicy("policy", List.of(MAILBOX), POLICY, WAITING);
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void followsAContactOnlyWhileItHasTheChosenCategory() {
        TwoSides sides = everything.sides(MAILBOX);
        ObjectNode person = MadeUp.people("followed", 1).getFirst();
        String email = TwoSides.email(person);
        sides.type(List.of(person));
        String contact = sides.contactId(email);
        sides.letPollsPass(3);
        boolean recordedBefore = sides.recordIds().containsKey(email);
        boolean toldBefore = isToldOf(email);

        sides.inOutlook(contact, categories("Buyer", "Client"));
        WAITING.until("it is in the CRM", () -> sides.recordIds().containsKey(email));
        String record = sides.recordId(email);
        sides.inOutlook(contact, categories("Buyer"));
        sides.letPollsPass(3);
        sides.inOutlook(contact, TwoSides.set("nickName", "Of the mailbox"));
        sides.inCrm(record, TwoSides.set(COMPANY, "Of the CRM"));
        WAITING.until("the CRM's edit is merged", () -> isMerged(email, "Of the CRM"));
        sides.letPollsPass(3);

        assertThat(recordedBefore).as("in the CRM without the category").isFalse();
        assertThat(toldBefore).as("on a topic without the category").isFalse();
        JsonNode inMailbox = byEmail(sides.contacts(), email);
        JsonNode inCrm = byEmail(sides.recordedContacts(), email);
        assertThat(inMailbox.path("id").asText()).isEqualTo(contact);
        assertThat(inMailbox.path("nickName").asText()).isEqualTo("Of the mailbox");
        assertThat(inMailbox.path(COMPANY).asText()).isNotEqualTo("Of the CRM");
        assertThat(inCrm.path(COMPANY).asText()).isEqualTo("Of the CRM");
        assertThat(inCrm.path("nickName").asText("")).isEmpty();
        assertThat(merged(email).getDeleted()).isFalse();
    }

    @Test
    void keepsTheMailboxesValueOfAFieldThatOnlyTheMailboxMaySet() {
        TwoSides sides = everything.sides(MAILBOX);
        ObjectNode person = MadeUp.people("titled", 1).getFirst();
        person.set("categories", categories("Client").path("categories"));
        String email = TwoSides.email(person);
        sides.type(List.of(person));
        WAITING.until("it is in the CRM", () -> sides.recordIds().containsKey(email));
        String record = sides.recordId(email);

        sides.inCrm(record, TwoSides.set(TITLE, "Of the CRM"));
        WAITING.until("a Conflict keeps the CRM's value", () -> !conflictsOver(email).isEmpty());
        WAITING.until("the CRM shows the mailbox's value again",
                () -> shows(sides.recordedContacts(), email, "Agent"));
        boolean keptInMailbox = shows(sides.contacts(), email, "Agent");
        sides.inOutlook(sides.contactId(email), TwoSides.set(TITLE, "Of the mailbox"));
        WAITING.until("the mailbox's edit is in the CRM",
                () -> shows(sides.recordedContacts(), email, "Of the mailbox"));

        assertThat(keptInMailbox).isTrue();
        assertThat(conflictsOver(email)).singleElement().satisfies(conflict -> {
            assertThat(conflict.getKind()).isEqualTo(ConflictKind.POLICY);
            assertThat(conflict.getRule()).isEqualTo("policy");
            assertThat(conflict.getKept()).contains("Agent");
            assertThat(conflict.getLost()).contains("Of the CRM");
        });
    }

    private static ObjectNode categories(String... names) {
        ObjectNode fields = JSON.createObjectNode();
        List.of(names).forEach(fields.putArray("categories")::add);
        return fields;
    }

    /** Whether anything that left the mailbox names that person. */
    private boolean isToldOf(String email) {
        return everything.topics()
                .all(TopicCatalogue.OBSERVED, Observed.class)
                .stream()
                .anyMatch(fact -> fact.toString().contains(email));
    }

    private boolean isMerged(String email, String company) {
        return merged(email).getContact().getCompanyName().filter(company::equals).isPresent();
    }

    private Merged merged(String email) {
        return everything.topics()
                .all(TopicCatalogue.MERGED, Merged.class)
                .reversed()
                .stream()
                .filter(item -> item.getContact()
                        .getEmailAddresses()
                        .stream()
                        .anyMatch(address -> address.getAddress().equals(email)))
                .findFirst()
                .orElseThrow();
    }

    private List<Conflict> conflictsOver(String email) {
        String item = merged(email).getItem();
        return everything.topics()
                .all(TopicCatalogue.CONFLICTS, Conflict.class)
                .stream()
                .filter(conflict -> conflict.getItem().equals(item))
                .toList();
    }

    private static JsonNode byEmail(List<JsonNode> side, String email) {
        return side.stream()
                .filter(contact -> TwoSides.email(contact).equals(email))
                .findFirst()
                .orElseThrow();
    }

    private static boolean shows(List<JsonNode> side, String email, String title) {
        return byEmail(side, email).path(TITLE).asText().equals(title);
    }
}
