package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.List;

/** Nearly everybody is deleted on one side; only the first of it passes, the rest is held (R20). */
final class MassDelete {

    /** More than 20 deletes within an hour, and more than a tenth of 200, are held. */
    private static final int PASSED = 20;
    private static final int DELETED = 199;

    private final WholeStack everything;
    private final String mailbox;

    MassDelete(WholeStack everything, String mailbox) {
        this.everything = everything;
        this.mailbox = mailbox;
    }

    /** In Outlook; the held ones are carried out by a decision. */
    void isCarriedOutOnceApproved() {
        TwoSides sides = everything.sides(mailbox);
        List<String> emails = sides.filled(DELETED + 1);
        String kept = emails.getLast();

        Figures figures = Figures.begin();
        sides.contactIds().forEach((email, contact) -> {
            if (!email.equals(kept)) {
                sides.deleteInOutlook(contact);
            }
        });
        everything.waiting()
                .until("all but the first deletes held", () -> held(sides) == DELETED - PASSED
                        && sides.records().size() == emails.size() - PASSED);
        int alerts = deletesHeldAlerts(sides);
        everything.topics().decide(sides.mailbox(), DecisionKind.DELETES_APPROVED);
        List<String> problems = sides.settled(List.of(kept));

        figures.tell(DELETED + " of " + emails.size() + " deleted in Outlook: " + PASSED
                + " passed, " + (DELETED - PASSED) + " held with " + alerts
                + " alert; approved: " + sides.records().size() + " left in the CRM");
        assertThat(alerts).isEqualTo(1);
        assertThat(problems).isEmpty();
        assertThat(held(sides)).isZero();
    }

    /** In the CRM; a decision brings everybody back. */
    void isUndoneOnceRejected() {
        TwoSides sides = everything.sides(mailbox);
        List<String> emails = sides.filled(DELETED + 1);
        String kept = emails.getLast();

        Figures figures = Figures.begin();
        sides.recordIds().forEach((email, record) -> {
            if (!email.equals(kept)) {
                sides.deleteInCrm(record);
            }
        });
        everything.waiting()
                .until("all but the first deletes held", () -> held(sides) == DELETED - PASSED
                        && sides.contacts().size() == emails.size() - PASSED);
        int alerts = deletesHeldAlerts(sides);
        everything.topics().decide(sides.mailbox(), DecisionKind.DELETES_REJECTED);
        List<String> problems = sides.settled(emails);

        figures.tell(DELETED + " of " + emails.size() + " deleted in the CRM: " + PASSED
                + " passed, " + (DELETED - PASSED) + " held with " + alerts
                + " alert; rejected: " + sides.contacts().size() + " contacts and "
                + sides.records().size() + " records again");
        assertThat(alerts).isEqualTo(1);
        assertThat(problems).isEmpty();
        assertThat(held(sides)).isZero();
    }

    private long held(TwoSides sides) {
        return everything.topics().heldDeletes(sides.mailbox());
    }

    private int deletesHeldAlerts(TwoSides sides) {
        return (int) everything.topics()
                .all(TopicCatalogue.ALERTS, Alert.class)
                .stream()
                .filter(alert -> alert.getMailbox().filter(sides.mailbox()::equals).isPresent())
                .filter(alert -> alert.getCode().equals("deletes-held"))
                .count();
    }
}
