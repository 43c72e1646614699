package io.syncline.local.demo;

import io.syncline.local.process.LocalException;
import io.syncline.local.stack.Stack;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A CRM that writes to the topic of edits itself. */
final class EditedTopic implements AutoCloseable {

    /** Not the job title: a later word of the same CRM would count more than a patch from before. */
    private static final List<String> FIELDS = List.of("displayName", "givenName", "surname",
            "emailAddresses",
            "companyName");

    private final KafkaProducer<String, SpecificRecord> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    EditedTopic(SynclineConfig config) {
        this.producer = new KafkaClients(config).producer();
    }

    void create(String mailbox, String record, String email) {
        send(whole(mailbox, record, email));
        settle();
    }

    void patchJobTitle(String mailbox, String record, String title) {
        send(Edited.newBuilder(edit(mailbox, record, EditKind.PATCH))
                .setFields(List.of("jobTitle"))
                .setContact(Contact.newBuilder().setJobTitle(title).build())
                .build());
        settle();
    }

    /** So many records of a mailbox that no provider reaches. */
    void fill(String mailbox, int records) {
        for (int i = 0; i < records; i++) {
            send(whole(mailbox, "record-" + i, "person-" + i + "@example.com"));
        }
        settle();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static Edited whole(String mailbox, String record, String email) {
        return Edited.newBuilder(edit(mailbox, record, EditKind.WHOLE))
                .setFields(FIELDS)
                .setContact(Contact.newBuilder()
                        .setDisplayName("Person Of " + record)
                        .setGivenName("Person")
                        .setSurname("Of " + record)
                        .setCompanyName("Example Realty")
                        .setEmailAddresses(List.of(new EmailAddress(email, null)))
                        .build())
                .build();
    }

    private static Edited edit(String mailbox, String record, EditKind kind) {
        return Edited.newBuilder()
                .setTenant(Stack.TENANT)
                .setMailbox(mailbox)
                .setRecordId(record)
                .setEventId(record + "-" + kind)
                .setKind(kind)
                .setContact(Contact.newBuilder().build())
                .setEditedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private void send(Edited edited) {
        String key = RecordKey.prefix(edited.getTenant(), edited.getMailbox())
                + RecordKey.join(edited.getRecordId());
        var unused = producer.send(new ProducerRecord<>(TopicCatalogue.EDITED.name(), key, edited),
                (place, failed) -> {
                    if (failed != null) {
                        failure.set(failed);
                    }
                });
    }

    private void settle() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new LocalException("An edit could not be written: " + failed.getMessage(),
                    failed);
        }
    }
}
