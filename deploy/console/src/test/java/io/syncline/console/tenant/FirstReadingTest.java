package io.syncline.console.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.console.system.ConsoleException;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.port.Tracking;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FirstReadingTest {

    static {
        AvroTrust.install();
    }

    private static final Duration WAIT = Duration.ofSeconds(7);

    private final ScriptedMailbox provider = new ScriptedMailbox();
    private final List<Integer> progress = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    static List<Failure> failuresForGood() {
        return List.of(new Failure.Unavailable("no licence"), new Failure.Rejected("no folder"),
                new Failure.Throttled(Duration.ofHours(1), "busy"));
    }

    @Test
    void readsEveryFolderToItsEnd() {
        provider.folders.add("clients");
        provider.tells(page("p1", false, contact("a"), contact("b")));
        provider.tells(page("p2", true, contact("c")));
        provider.tells(page("q1", true, contact("d")));

        assertThat(read()).extracting(Reading::getExternalId).containsExactly("a", "b", "c", "d");
        assertThat(provider.asked).containsExactly("contacts@", "contacts@p1", "clients@");
        assertThat(progress).containsExactly(2, 3, 4);
    }

    @Test
    void keepsTheLastOfAContactThatRepeats() {
        provider.tells(page("p1", false, contact("a"), contact("b")));
        provider.tells(new Changes.Page(List.of(contact("a", "v2")), List.of("b"), "p2", true));

        assertThat(read()).singleElement()
                .matches(reading -> reading.getVersion().orElseThrow().equals("v2"));
    }

    @Test
    void beginsAFolderAnewThatTheServiceHasLostItsPlaceIn() {
        provider.tells(page("p1", false, contact("a")));
        provider.tells(new Changes.PositionLost("gone"));
        provider.tells(page("p2", true, contact("b")));

        assertThat(read()).extracting(Reading::getExternalId).containsExactly("b");
        assertThat(provider.asked).containsExactly("contacts@", "contacts@p1", "contacts@");
    }

    @Test
    void givesUpWhereTheServiceLosesItAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            provider.tells(new Changes.PositionLost("gone"));
        }

        assertThatThrownBy(this::read).isInstanceOf(ConsoleException.class)
                .hasMessageContaining("again and again");
    }

    @Test
    void showsNothingOfAPrivateContactButThatItIsOne() {
        provider.privateIds.add("b");
        provider.tells(page("p1", true, contact("a"), contact("b")));

        List<Reading> read = read(new Tracking(false, Set.of()));

        assertThat(read.getFirst().getContact().getDisplayName()).contains("Contact a");
        assertThat(read.getLast().getFields()).containsExactly(Tracking.SENSITIVITY);
        assertThat(read.getLast().getContact()).isEqualTo(
                Contact.newBuilder().setSensitivity(Tracking.PRIVATE).build());
    }

    @Test
    void asksNobodyWhoIsPrivateWherePrivateContactsTakePart() {
        provider.tells(page("p1", true, contact("a")));

        read(Tracking.EVERYTHING);

        assertThat(provider.privateSearches).isZero();
    }

    @Test
    void waitsWhereTheServiceAsksForIt() {
        provider.fails(new Failure.Throttled(WAIT, "busy"));
        provider.fails(new Failure.Unreachable(Duration.ZERO, "reset"));
        provider.tells(page("p1", true, contact("a")));

        assertThat(read()).hasSize(1);
        assertThat(pauses).containsExactly(WAIT, Duration.ofSeconds(2));
    }

    @Test
    void doesNotWaitForEver() {
        for (int i = 0; i < 11; i++) {
            provider.fails(new Failure.Unreachable(Duration.ZERO, "reset by peer"));
        }

        assertThatThrownBy(this::read).isInstanceOf(ConsoleException.class)
                .hasMessageContaining("acme/agent-1")
                .hasMessageContaining("does not answer: reset by peer");
        assertThat(pauses).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("failuresForGood")
    void saysWhyAMailboxCannotBeRead(Failure failure) {
        provider.fails(failure);

        assertThatThrownBy(this::read).isInstanceOf(ConsoleException.class)
                .hasMessageContaining("acme/agent-1")
                .hasMessageContaining(failure.reason());
        assertThat(pauses).isEmpty();
    }

    private List<Reading> read() {
        return read(Tracking.EVERYTHING);
    }

    private List<Reading> read(Tracking tracking) {
        MailboxRef mailbox = new MailboxRef("acme", "agent-1", "agent-1@example.com", List.of(),
                tracking);
        return new FirstReading(provider, mailbox, progress::add, pauses::add).readings();
    }

    private static Changes page(String position, boolean complete, Reading... items) {
        return new Changes.Page(Arrays.asList(items), List.of(), position, complete);
    }

    private static Reading contact(String id) {
        return contact(id, "v1");
    }

    private static Reading contact(String id, String version) {
        return Reading.newBuilder()
                .setExternalId(id)
                .setVersion(version)
                .setModifiedAt(Instant.EPOCH)
                .setFields(List.of("displayName"))
                .setContact(Contact.newBuilder().setDisplayName("Contact " + id).build())
                .build();
    }
}
