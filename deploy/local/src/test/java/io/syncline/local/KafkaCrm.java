package io.syncline.local;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fault;
import io.syncline.simulation.model.ModelCrm;
import io.syncline.simulation.play.CrmDesk;
import io.syncline.simulation.play.ModelCrmDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The CRM of a tenant that speaks Kafka: the model's, which writes {@code edited} and reads changes. */
final class KafkaCrm {

    private static final int SKEW_SECONDS = 600;
    private static final int TWICE = 12;
    private static final int SWAPPED = 5;

    private final ModelCrm model;
    private final Dice dice;
    private final Consumer<Fault> happened;

    /** @param dice which style and clock it has, and when it sends what */
    KafkaCrm(String tenant, Dice dice, Consumer<Fault> happened) {
        this.model = new ModelCrm(tenant,
                ModelCrm.Style.values()[dice.below(ModelCrm.Style.values().length)],
                Duration.ofSeconds(dice.below(2 * SKEW_SECONDS + 1) - SKEW_SECONDS));
        this.dice = dice;
        this.happened = happened;
    }

    /** Whether it says which version an edit was built on. */
    boolean isVersioned() {
        return model.style() != ModelCrm.Style.WHOLE_WITHOUT_VERSION;
    }

    @Override
    public String toString() {
        return "CRM of " + model.style();
    }

    CrmDesk desk(String mailbox) {
        return new ModelCrmDesk(model, mailbox, Instant.now());
    }

    /** Takes in a change of its own tenant; the topic tells of all. */
    void follow(Change change) {
        if (change.getTenant().equals(model.tenant())) {
            model.follow(change);
        }
    }

    /** Nothing is under way any more. */
    void hearAll() {
        model.hearAll();
    }

    /** Sends some of what it has not sent yet; now and then twice, or two in another order. */
    void sendSome(Publisher publisher) {
        List<Edited> unsent = model.unsent();
        while (!unsent.isEmpty() && !dice.oneIn(3)) {
            boolean swapped = model.isNumbered() && unsent.size() > 1 && dice.oneIn(SWAPPED)
                    && areOfOneRecord(unsent.get(0), unsent.get(1));
            Edited edit = unsent.remove(swapped ? 1 : 0);
            if (swapped) {
                happened.accept(Fault.EDITS_OUT_OF_ORDER);
            }
            send(publisher, edit);
            if (dice.oneIn(TWICE)) {
                happened.accept(Fault.EDIT_SENT_TWICE);
                send(publisher, edit);
            }
        }
    }

    void sendAll(Publisher publisher) {
        model.unsent().forEach(edit -> send(publisher, edit));
        model.unsent().clear();
    }

    private static void send(Publisher publisher, Edited edit) {
        publisher.send(TopicCatalogue.EDITED,
                new RecordKey(edit.getTenant(), edit.getMailbox(), edit.getRecordId()).text(),
                Edited.newBuilder(edit).setContact(withoutNormalForms(edit.getContact())).build());
    }

    /** What histories enter as phones are no numbers: for a source they have no normal form. */
    private static Contact withoutNormalForms(Contact contact) {
        return Contact.newBuilder(contact)
                .setBusinessPhones(contact.getBusinessPhones()
                        .stream()
                        .map(phone -> new Phone(phone.getNumber(), null))
                        .toList())
                .build();
    }

    /** Only patches of one record may change places: what makes or ends it stands where it is. */
    private static boolean areOfOneRecord(Edited one, Edited other) {
        return one.getKind() == EditKind.PATCH && other.getKind() == EditKind.PATCH
                && one.getRecordId().equals(other.getRecordId());
    }
}
