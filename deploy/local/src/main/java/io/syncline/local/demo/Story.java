package io.syncline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.local.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The steps of the story. Each does something on one side and waits until the other shows it. */
final class Story {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOTH = "mailbox and CRM";
    private static final int THROTTLED_SECONDS = 3;

    private final Outlook outlook;
    private final CrmDesk crm;
    private final Conflicts conflicts;
    private final Patience patience;
    private final People people;
    private final List<String> agents;

    Story(Outlook outlook, CrmDesk crm, Conflicts conflicts, Patience patience, People people,
            List<String> agents) {
        this.outlook = outlook;
        this.crm = crm;
        this.conflicts = conflicts;
        this.patience = patience;
        this.people = people;
        this.agents = agents;
    }

    Told firstImport(int contacts) {
        int expected = contacts * agents.size();
        return patience.await("First import, both sides partly filled", BOTH,
                () -> equalContacts() == expected,
                () -> equalContacts() + " of " + expected + " contacts equal, none doubled");
    }

    Told editInOutlook() {
        String email = emailOf(0);
        outlook.edit(agent(), outlookId(email), text("jobTitle", "Partner"));
        return patience.await("An edit in Outlook", "mailbox to CRM",
                () -> crmText(email, "jobTitle").equals("Partner"),
                () -> "job title in the CRM: " + crmText(email, "jobTitle"));
    }

    Told editInCrm() {
        String email = emailOf(1);
        crm.edit(mailbox(), crmId(email), text("department", "Residential"));
        return patience.await("An edit in the CRM", "CRM to mailbox",
                () -> outlookText(email, "department").equals("Residential"),
                () -> "department in the mailbox: " + outlookText(email, "department"));
    }

    Told differentFieldsAtOnce() {
        String email = emailOf(2);
        outlook.edit(agent(), outlookId(email), text("nickName", "Ace"));
        crm.edit(mailbox(), crmId(email), text("profession", "Architect"));
        return patience.await("Different fields at once", BOTH,
                () -> crmText(email, "nickName").equals("Ace")
                        && crmText(email, "profession").equals("Architect")
                        && outlookText(email, "nickName").equals("Ace")
                        && outlookText(email, "profession").equals("Architect"),
                () -> "both edits on both sides: nickname " + crmText(email, "nickName")
                        + ", profession " + outlookText(email, "profession"));
    }

    Told sameFieldAtOnce() {
        String email = emailOf(3);
        outlook.edit(agent(), outlookId(email), text("officeLocation", "Downtown"));
        crm.edit(mailbox(), crmId(email), text("officeLocation", "Harbor"));
        return patience.await("The same field at once", BOTH,
                () -> outlookText(email, "officeLocation")
                        .equals(crmText(email, "officeLocation"))
                        && conflicts.about("officeLocation").isPresent(),
                () -> "both show " + outlookText(email, "officeLocation") + "; the Conflict keeps "
                        + conflicts.about("officeLocation").orElse("nothing"));
    }

    Told createOnEachSide() {
        ObjectNode ours = people.next();
        ObjectNode theirs = people.next();
        String ourEmail = email(ours);
        String theirEmail = email(theirs);
        outlook.create(agent(), ours);
        crm.create(mailbox(), theirs);
        return patience.await("A new contact on each side", BOTH,
                () -> crm.byEmail(mailbox(), ourEmail).isPresent()
                        && outlook.byEmail(agent(), theirEmail).isPresent(),
                () -> "each shows the other's, once");
    }

    Told deleteInOutlook() {
        String email = emailOf(4);
        outlook.delete(agent(), outlookId(email));
        return patience.await("A delete in Outlook", "mailbox to CRM",
                () -> crm.byEmail(mailbox(), email).isEmpty(), () -> "gone from the CRM");
    }

    Told deleteInCrm() {
        String email = emailOf(5);
        crm.delete(mailbox(), crmId(email));
        return patience.await("A delete in the CRM", "CRM to mailbox",
                () -> outlook.byEmail(agent(), email).isEmpty(), () -> "gone from the mailbox");
    }

    /** The second agent's mailbox is throttled; the first one's edit must not wait for it. */
    Told throttledMailbox() {
        String slow = agents.getLast();
        String slowEmail = emailIn(slow, 6);
        String fastEmail = emailOf(6);
        outlook.throttle(slow, 1, THROTTLED_SECONDS);
        long start = System.nanoTime();
        crm.edit(Stack.mailboxOf(slow), crmId(Stack.mailboxOf(slow), slowEmail),
                text("manager", "Slow"));
        crm.edit(mailbox(), crmId(fastEmail), text("manager", "Fast"));
        Told other = patience.await("A throttled mailbox", "",
                () -> outlookText(fastEmail, "manager").equals("Fast"), () -> "");
        BooleanSupplier arrived = () -> outlook.byEmail(slow, slowEmail)
                .map(contact -> contact.path("manager").asText())
                .orElse("")
                .equals("Slow");
        Told told = patience.await("A throttled mailbox", "CRM to two mailboxes",
                () -> arrived.getAsBoolean() && other.held(), () -> "");
        long waited = (System.nanoTime() - start) / 1_000_000;
        boolean obeyed = waited >= THROTTLED_SECONDS * 1_000L;
        return new Told(told.name(), told.where(), "the other took " + other.millis()
                + " ms, the throttled one waited out its " + THROTTLED_SECONDS + " s", waited,
                told.held() && obeyed && other.millis() < THROTTLED_SECONDS * 1_000L);
    }

    private int equalContacts() {
        return agents.stream()
                .map(this::equality)
                .filter(Equality.Result::isEqual)
                .mapToInt(Equality.Result::equal)
                .sum();
    }

    Equality.Result equality(String agent) {
        return Equality.of(outlook.contactsOf(agent), crm.recordsOf(Stack.mailboxOf(agent)));
    }

    private String agent() {
        return agents.getFirst();
    }

    private String mailbox() {
        return Stack.mailboxOf(agent());
    }

    /** The address of the contact at that place, in the order of addresses. */
    private String emailOf(int index) {
        return emailIn(agent(), index);
    }

    private String emailIn(String agent, int index) {
        return outlook.contactsOf(agent).stream().map(Story::email).sorted().toList().get(index);
    }

    private String outlookId(String email) {
        return outlook.byEmail(agent(), email).orElseThrow().path("id").asText();
    }

    private String crmId(String email) {
        return crmId(mailbox(), email);
    }

    private String crmId(String mailbox, String email) {
        return crm.byEmail(mailbox, email).orElseThrow().path("id").asText();
    }

    private String crmText(String email, String field) {
        return text(crm.byEmail(mailbox(), email).map(record -> record.path("contact")), field);
    }

    private String outlookText(String email, String field) {
        return text(outlook.byEmail(agent(), email), field);
    }

    private static String text(Optional<JsonNode> contact, String field) {
        return contact.map(found -> found.path(field).asText("")).orElse("");
    }

    private static ObjectNode text(String field, String value) {
        return JSON.createObjectNode().put(field, value);
    }

    private static String email(JsonNode contact) {
        return contact.path("emailAddresses").path(0).path("address").asText();
    }
}
