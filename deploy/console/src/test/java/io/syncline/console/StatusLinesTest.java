package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.proof.MailboxStanding.Closed;
import io.syncline.console.proof.Participation;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.registry.Difference;
import io.syncline.schemas.registry.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusLinesTest {

    static {
        AvroTrust.install();
    }

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Map<String, String> REASONS = Map.of("acme/m1#7", "HTTP 403");

    @Test
    void putsEachMailboxOnALineUnderAHeading() {
        List<String> lines = StatusLines.of(List.of(standing(Optional.empty()),
                standing(Optional.of(new Closed(NOW, "acme/m1#7")))), REASONS, NOW);

        assertThat(lines.get(0)).startsWith("MAILBOX  STANDS ");
        assertThat(lines.get(1)).matches(
                "acme/m1  in sync +graph +2026-11-22T10:00:00Z  9 +1 +0 +0 +0 +-");
        assertThat(lines.get(2)).contains("waits for a person",
                "unavailable; since 2026-11-22T10:00:00Z: HTTP 403");
        assertThat(lines).contains("  changed  x1",
                "2 mailboxes: 1 in sync, 1 waits for a person.");
    }

    @Test
    void saysSoWhereNothingIsKnown() {
        assertThat(StatusLines.of(List.of(), Map.of(), NOW)).singleElement()
                .asString()
                .contains("No mailbox is known");
    }

    @Test
    void tellsScriptsTheSame() throws Exception {
        JsonNode json = new ObjectMapper().readTree(StatusLines.json(
                List.of(standing(Optional.of(new Closed(NOW, "acme/m1#7")))), REASONS, NOW))
                .path(0);

        assertThat(json.path("stands").asText()).isEqualTo("WAITS");
        assertThat(json.path("proof").path("equal").asInt()).isEqualTo(9);
        assertThat(json.path("proof").path("differences").path(0).path("why").asText())
                .isEqualTo("changed");
        assertThat(json.path("unavailable").path("reason").asText()).isEqualTo("HTTP 403");
        assertThat(json.has("further")).isFalse();
    }

    @Test
    void tellsWhatWaitsForARelease() throws Exception {
        List<MailboxStanding> standings = List.of(standing(Optional.empty(),
                Optional.of(new Further(1, 2, 3, 4))));

        assertThat(StatusLines.of(standings, Map.of(), NOW))
                .contains("1 contacts have refused values, 2 have values that wait for a release,"
                        + " 3 wait until their mailbox is ready, 4 values lost in 30 days.")
                .anyMatch(line -> line.contains("waits for a person")
                        && line.contains("2 contacts with values that wait for a release"));
        JsonNode json = new ObjectMapper()
                .readTree(StatusLines.json(standings, Map.of(), NOW))
                .path(0);
        assertThat(json.path("further").path("withheld").asInt()).isEqualTo(2);
        assertThat(json.path("stands").asText()).isEqualTo("WAITS");
    }

    private static MailboxStanding standing(Optional<Closed> unavailable) {
        return standing(unavailable, Optional.empty());
    }

    private static MailboxStanding standing(Optional<Closed> unavailable,
            Optional<Further> further) {
        Proof proof = Proof.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setProvider("graph")
                .setStartedAt(NOW)
                .setEndedAt(NOW)
                .setListed(10)
                .setEqual(9)
                .setDiffering(1)
                .setDifferences(List.of(new Difference("x1", "changed")))
                .build();
        return new MailboxStanding(new MailboxName("acme", "m1"), "", "graph",
                Participation.TAKES_PART, Optional.of(NOW), false, Optional.of(proof),
                unavailable, Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty(),
                Optional.empty(), further, Duration.ofDays(2));
    }
}
