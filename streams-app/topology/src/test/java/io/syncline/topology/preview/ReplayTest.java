package io.syncline.topology.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Preference;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.replay.JournalFold;
import io.syncline.topology.replay.Replay;
import io.syncline.topology.replay.Scope;
import io.syncline.topology.replay.WhatIf;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A replay is told what the real merge was told, and must come to what that has published. */
class ReplayTest {

    static {
        AvroTrust.install();
    }

    private static final Instant BEGIN = Instant.parse("2026-11-01T09:00:00Z");

    private static final Policy OTHER = Policy.newBuilder()
            .setFields(List.of(new FieldPolicy("companyName", Direction.MAILBOX_ONLY,
                    Preference.MAILBOX)))
            .setPrivateContacts(true)
            .build();

    static List<Scene> scenes() {
        return Scene.all()
                .stream()
                .filter(scene -> scene.mailbox().readings().size() < 1_000)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void comesToWhatMergeHasPublishedLast(Scene scene) throws IOException {
        try (RealRun real = new RealRun(true)) {
            scene.before().accept(real);
            real.pass(Duration.ofMinutes(1));
            real.listed(scene.mailbox(), "source#");

            Replay replay = told(real);

            Map<String, String> published = new TreeMap<>();
            real.read(TopicCatalogue.MERGED, Merged.class)
                    .forEach(item -> published.put(key(item), item.toString()));
            Map<String, String> replayed = new TreeMap<>();
            replay.items().forEach((key, item) -> replayed.put(key, item.toString()));
            assertThat(replayed).isEqualTo(published);
        }
    }

    /** The same facts, told to a merge that had the other policy from the beginning. */
    @ParameterizedTest
    @MethodSource("scenes")
    void foretellsWhatMergeComesToUnderAnotherPolicy(Scene scene) throws IOException {
        Listing listing = scene.mailbox();
        Listing otherwise = new Listing(listing.provider(), listing.entriesMax(),
                listing.idsStay(), OTHER, listing.readings());

        Map<String, Merged> here = played(scene, listing);
        Map<String, Merged> there = played(scene, otherwise);

        Map<String, WhatIf.Effect> expected = new TreeMap<>();
        Set<String> keys = new TreeSet<>(here.keySet());
        keys.addAll(there.keySet());
        keys.forEach(key -> inCrm(here.get(key), there.get(key))
                .ifPresent(effect -> expected.put(key, effect)));
        assertThat(foretold(scene)).isEqualTo(expected);
    }

    @Test
    void foretellsValuesThatTheOtherSideWouldSet() throws IOException {
        Contact jane = People.at(People.person("Jane", "Doe", "jane@example.com"), "Apex");
        try (RealRun real = new RealRun(true)) {
            Scene.synced(real, People.listing(People.reading("x1", jane)));
            String item = real.items().firstEntry().getKey();
            real.pass(Duration.ofMinutes(1));
            real.edited(EditKind.PATCH, item, List.of("companyName"), People.at(jane, "Acme"));
            WhatIf whatIf = whatIf(real);
            Map<String, Set<WhatIf.Effect>> told = new TreeMap<>();
            List<String> names = new ArrayList<>();

            whatIf.differences((key, name, effects) -> {
                told.put(RecordKey.parse(key).id(), effects);
                names.add(name);
            });

            assertThat(told).containsExactly(
                    Map.entry(item, Set.of(WhatIf.Effect.CHANGED_IN_CRM)));
            assertThat(names).containsExactly("Jane Doe");
        }
    }

    @Test
    void foretellsWhatWouldHaveToBeWrittenToTheMailbox() throws IOException {
        Contact jane = People.at(People.person("Jane", "Doe", "jane@example.com"), "Apex");
        Policy mailboxOnly = Policy.newBuilder()
                .setFields(List.of(new FieldPolicy("companyName", Direction.MAILBOX_ONLY,
                        Preference.LATEST)))
                .build();
        try (RealRun real = new RealRun(true)) {
            Scene.synced(real, People.listing(mailboxOnly,
                    List.of(People.reading("x1", jane))));
            String item = real.items().firstEntry().getKey();
            real.pass(Duration.ofMinutes(1));
            real.edited(EditKind.PATCH, item, List.of("companyName"), People.at(jane, "Acme"));
            WhatIf whatIf = new WhatIf(Map.of("acme", Policy.newBuilder().build()), 0, Scope.ALL,
                    "",
                    Integer.MAX_VALUE);
            tell(real, whatIf);
            Map<String, Set<WhatIf.Effect>> told = new TreeMap<>();

            whatIf.differences((key, name, effects) -> told.put(RecordKey.parse(key).id(),
                    effects));

            assertThat(told).containsExactly(Map.entry(item, Set.of(
                    WhatIf.Effect.CHANGED_IN_CRM, WhatIf.Effect.CHANGED_IN_MAILBOX)));
        }
    }

    @Test
    void foldsInPassesWhatDoesNotFit() {
        List<JournalEntry> journal = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            journal.add(edited("m" + i % 7, "record-" + i));
        }
        Map<String, Merged> once = passes(journal, Integer.MAX_VALUE).getFirst();

        List<Map<String, Merged>> passes = passes(journal, 20);

        assertThat(once).hasSize(60);
        assertThat(passes).hasSizeGreaterThan(2).allMatch(pass -> pass.size() <= 20);
        Map<String, Merged> together = new TreeMap<>();
        passes.forEach(pass -> pass.forEach((key, item) -> assertThat(together.put(key, item))
                .isNull()));
        assertThat(together).isEqualTo(once);
    }

    @Test
    void foldsOneMailboxWhateverItsSize() {
        List<JournalEntry> journal = List.of(edited("m1", "a"), edited("m1", "b"),
                edited("m2", "c"));

        List<Map<String, Merged>> passes = passes(journal, 1);

        assertThat(passes).hasSize(2);
        assertThat(passes.getFirst()).hasSize(2);
        assertThat(passes.getLast()).hasSize(1);
    }

    @Test
    void readsOnlyWhatItsScopeNeeds() {
        Replay replay = new Replay(0, new Scope("acme", "m1"), "", 1_000);

        assertThat(List.of("acme/m1/x", "acme//", "//")).allMatch(replay::needs);
        assertThat(List.of("acme/m10/x", "acme/m2/x", "beta/m1/x", "beta//"))
                .noneMatch(replay::needs);
    }

    private static Map<String, Merged> played(Scene scene, Listing listing) throws IOException {
        try (RealRun real = new RealRun(true)) {
            scene.before().accept(real);
            real.pass(Duration.ofMinutes(1));
            real.listed(listing, "source#");
            return told(real).items();
        }
    }

    private static Map<String, WhatIf.Effect> foretold(Scene scene) throws IOException {
        try (RealRun real = new RealRun(true)) {
            scene.before().accept(real);
            real.pass(Duration.ofMinutes(1));
            real.listed(scene.mailbox(), "source#");
            Map<String, WhatIf.Effect> foretold = new TreeMap<>();
            whatIf(real).differences((key, name, effects) -> effects.stream()
                    .filter(EnumSet.of(WhatIf.Effect.CREATED_IN_CRM, WhatIf.Effect.CHANGED_IN_CRM,
                            WhatIf.Effect.DELETED_IN_CRM)::contains)
                    .forEach(effect -> foretold.put(key, effect)));
            return foretold;
        }
    }

    private static Optional<WhatIf.Effect> inCrm(@Nullable Merged here, @Nullable Merged there) {
        if (here == null || there == null) {
            return Optional.of(here == null
                    ? WhatIf.Effect.CREATED_IN_CRM
                    : WhatIf.Effect.DELETED_IN_CRM);
        }
        return here.getContact().equals(there.getContact())
                ? Optional.empty()
                : Optional.of(WhatIf.Effect.CHANGED_IN_CRM);
    }

    private static WhatIf whatIf(RealRun real) {
        WhatIf whatIf = new WhatIf(Map.of("acme", OTHER), 0, Scope.ALL, "", Integer.MAX_VALUE);
        tell(real, whatIf);
        return whatIf;
    }

    private static Replay told(RealRun real) {
        Replay replay = new Replay(0, Scope.ALL, "", Integer.MAX_VALUE);
        tell(real, replay);
        return replay;
    }

    private static void tell(RealRun real, JournalFold fold) {
        long[] offset = {0};
        real.journal((entry, at) -> {
            fold.tell(entry, offset[0], at);
            offset[0]++;
        });
    }

    private static List<Map<String, Merged>> passes(List<JournalEntry> journal, int itemsMax) {
        List<Map<String, Merged>> passes = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Replay replay = new Replay(0, Scope.ALL, after.get(), itemsMax);
            for (int i = 0; i < journal.size(); i++) {
                if (replay.needs(RecordKey.prefix("acme", journal.get(i).getMailbox()) + "x")) {
                    replay.tell(journal.get(i), i, BEGIN.plusSeconds(i));
                }
            }
            passes.add(replay.items());
            after = replay.rest();
        }
        return passes;
    }

    private static JournalEntry edited(String mailbox, String record) {
        return JournalEntry.newBuilder()
                .setTenant("acme")
                .setMailbox(mailbox)
                .setEventId("crm#" + record)
                .setKind(JournalKind.EDITED)
                .setEdited(Edited.newBuilder()
                        .setTenant("acme")
                        .setMailbox(mailbox)
                        .setRecordId(record)
                        .setEventId("crm#" + record)
                        .setKind(EditKind.WHOLE)
                        .setFields(People.FIELDS)
                        .setContact(People.person("First", record, record + "@example.com"))
                        .setEditedAt(BEGIN)
                        .build())
                .build();
    }

    private static String key(Merged item) {
        return new RecordKey(item.getTenant(), item.getMailbox(), item.getItem()).text();
    }
}
