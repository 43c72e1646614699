package io.syncline.topology.preview;

import static io.syncline.topology.preview.People.FIELDS;
import static io.syncline.topology.preview.People.at;
import static io.syncline.topology.preview.People.caller;
import static io.syncline.topology.preview.People.listing;
import static io.syncline.topology.preview.People.person;
import static io.syncline.topology.preview.People.reading;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Preference;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A mailbox before it is read for the first time.
 *
 * @param name what stands on the two sides
 * @param before what its journal came from
 * @param mailbox what the mailbox shows
 * @param expected what reading it would do; nothing else
 */
record Scene(String name, Consumer<RealRun> before, Listing mailbox,
        Map<Effect, Integer> expected) {

    private static final int CONTACTS = 3_000;
    private static final long SEED = 20_261_101;

    static List<Scene> all() {
        List<Scene> scenes = new ArrayList<>(matched());
        scenes.addAll(oneSided());
        scenes.addAll(byPolicy());
        scenes.addAll(unusual());
        return scenes;
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<Scene> matched() {
        Contact jane = person("Jane", "Doe", "jane@example.com");
        Contact john = caller("John", "Roe", "+15555550100");
        return List.of(
                new Scene("the same by e-mail", crm(jane), listing(reading("x1", jane)),
                        Map.of(Effect.LINKED, 1, Effect.UNCHANGED, 1)),
                new Scene("by e-mail, each side with more than the other",
                        crm(at(jane, "Acme")),
                        listing(reading("x1", Contact.newBuilder(jane)
                                .setJobTitle("Agent")
                                .build())),
                        Map.of(Effect.LINKED, 1, Effect.CHANGED_IN_MAILBOX, 1,
                                Effect.CHANGED_IN_CRM, 1)),
                new Scene("by e-mail, at different companies", crm(at(jane, "Acme")),
                        listing(reading("x1", at(jane, "Apex"))),
                        Map.of(Effect.LINKED, 1, Effect.CHANGED_IN_MAILBOX, 1,
                                Effect.CONFLICTING, 1)),
                new Scene("by name and phone", crm(john),
                        listing(reading("x1", at(john, "Apex"))),
                        Map.of(Effect.LINKED, 1, Effect.CHANGED_IN_CRM, 1)),
                new Scene("one phone, contradicting names", crm(john),
                        listing(reading("x1", caller("Joan", "Roe", "+15555550100"))),
                        Map.of(Effect.CREATED_IN_MAILBOX, 1, Effect.CREATED_IN_CRM, 1)),
                new Scene("one e-mail, contradicting names", crm(jane),
                        listing(reading("x1", person("Jim", "Doe", "jane@example.com"))),
                        Map.of(Effect.CREATED_IN_MAILBOX, 1, Effect.CREATED_IN_CRM, 1)),
                new Scene("two equal people on both sides", crm(jane, jane),
                        listing(reading("x1", jane), reading("x2", jane)),
                        Map.of(Effect.LINKED, 2, Effect.UNCHANGED, 2)),
                new Scene("two records that one contact may be",
                        crm(jane, Contact.newBuilder(jane)
                                .setMobilePhone(
                                        john.getMobilePhone().orElseThrow())
                                .build()),
                        listing(reading("x1", Contact.newBuilder(jane)
                                .setGivenName(null)
                                .setSurname(null)
                                .build())),
                        Map.of(Effect.AMBIGUOUS, 1, Effect.WAITING, 2)));
    }

    private static List<Scene> oneSided() {
        Contact jane = person("Jane", "Doe", "jane@example.com");
        Contact john = caller("John", "Roe", "+15555550100");
        return List.of(
                new Scene("an empty CRM", crm(),
                        listing(reading("x1", jane), reading("x2", john)),
                        Map.of(Effect.CREATED_IN_CRM, 2)),
                new Scene("an empty mailbox", crm(jane, john), listing(),
                        Map.of(Effect.CREATED_IN_MAILBOX, 2)),
                new Scene("nothing at all", crm(), listing(), Map.of()),
                new Scene("a record that the CRM has deleted again", real -> {
                    crm(jane).accept(real);
                    real.edited(EditKind.DELETE, "r1", List.of(), Contact.newBuilder().build());
                }, listing(reading("x1", jane)), Map.of(Effect.CREATED_IN_CRM, 1)));
    }

    private static List<Scene> byPolicy() {
        Contact jane = person("Jane", "Doe", "jane@example.com");
        Contact secret = Contact.newBuilder(jane).setSensitivity("Private").build();
        Policy crmOnly = Policy.newBuilder()
                .setFields(List.of(new FieldPolicy("companyName", Direction.CRM_ONLY,
                        Preference.LATEST)))
                .build();
        return List.of(
                new Scene("a private contact", crm(), listing(reading("x1", secret)), Map.of()),
                new Scene("private contacts that take part", crm(),
                        listing(Policy.newBuilder().setPrivateContacts(true).build(),
                                List.of(reading("x1", secret))),
                        Map.of(Effect.CREATED_IN_CRM, 1)),
                new Scene("a field that only the CRM sets", crm(at(jane, "Acme")),
                        listing(crmOnly, List.of(reading("x1", at(jane, "Apex")))),
                        Map.of(Effect.LINKED, 1, Effect.CHANGED_IN_MAILBOX, 1,
                                Effect.CONFLICTING, 1)),
                new Scene("the same, decided for the whole tenant", real -> {
                    real.decided(Decision.newBuilder()
                            .setKind(DecisionKind.POLICY)
                            .setPolicy(crmOnly));
                    crm(at(jane, "Acme")).accept(real);
                }, listing(reading("x1", at(jane, "Apex"))),
                        Map.of(Effect.LINKED, 1, Effect.CHANGED_IN_MAILBOX, 1,
                                Effect.CONFLICTING, 1)));
    }

    private static List<Scene> unusual() {
        Contact jane = person("Jane", "Doe", "jane@example.com");
        return List.of(
                new Scene("a mailbox that is disabled", real -> {
                    crm(at(jane, "Acme"), caller("John", "Roe", "+15555550100")).accept(real);
                    real.decided(Decision.newBuilder()
                            .setMailbox(RealRun.MAILBOX)
                            .setKind(DecisionKind.DISABLED));
                }, listing(reading("x1", jane)), Map.of(Effect.LINKED, 1, Effect.WAITING, 2)),
                new Scene("a contact that repeats, edited in between", crm(jane),
                        listing(reading("x1", jane), reading("x1", "v2",
                                People.LONG_AGO.plusSeconds(60), at(jane, "Apex"))),
                        Map.of(Effect.LINKED, 1, Effect.CHANGED_IN_CRM, 1)),
                thousands());
    }

    /** A quarter each: in the mailbox only, in the CRM only, on both sides, and there with a company. */
    private static Scene thousands() {
        Random random = new Random(SEED);
        List<Contact> records = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        int[] counts = new int[4];
        for (int i = 0; i < CONTACTS; i++) {
            Contact one = person("First" + i, "Last" + i, "p" + i + "@example.com");
            int kind = random.nextInt(4);
            counts[kind]++;
            if (kind != 0) {
                records.add(kind == 3 ? at(one, "Acme") : one);
            }
            if (kind != 1) {
                readings.add(reading("x" + i, one));
            }
        }
        return new Scene("thousands on both sides", crm(records.toArray(Contact[]::new)),
                listing(Policy.newBuilder().build(), readings),
                Map.of(Effect.CREATED_IN_CRM, counts[0], Effect.CREATED_IN_MAILBOX, counts[1],
                        Effect.LINKED, counts[2] + counts[3], Effect.UNCHANGED, counts[2],
                        Effect.CHANGED_IN_MAILBOX, counts[3]));
    }

    /** A CRM that has told of these, as records r1, r2 and so on. */
    static Consumer<RealRun> crm(Contact... records) {
        return real -> {
            for (int i = 0; i < records.length; i++) {
                real.edited(EditKind.WHOLE, "r" + (i + 1), FIELDS, records[i]);
            }
        };
    }

    /** The mailbox was read, and has carried out what it was told. */
    static void synced(RealRun real, Listing listing) {
        real.listed(listing, "source#");
        real.review();
        real.read(TopicCatalogue.WRITES, Write.class)
                .forEach(write -> real.landed(write, write.getExternalId()
                        .orElse("made-of-" + write.getItem()), "v2"));
        real.review();
    }
}
