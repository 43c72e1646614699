package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.registry.Proof;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofsTest {

    static {
        AvroTrust.install();
    }

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final MailboxRef ONE = mailbox("acme", "m1");
    private static final MailboxRef TWO = mailbox("acme", "m2");
    private static final MailboxRef OTHERS = mailbox("zenith", "m1");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = NOW;
    private final Proofs proofs = new Proofs(meters, () -> now);

    @Test
    void addsUpWhatIsUnprovenByTenant() {
        proofs.proven(ONE, proof(NOW, 2));
        proofs.proven(TWO, proof(NOW, 3));
        proofs.proven(OTHERS, proof(NOW, 10));

        assertThat(gauge("syncline.source.unproven", "acme")).isEqualTo(5);
        assertThat(gauge("syncline.source.unproven", "zenith")).isEqualTo(10);
    }

    @Test
    void tellsTheAgeOfTheOldestListing() {
        proofs.proven(ONE, proof(NOW.minusSeconds(30), 0));
        proofs.proven(TWO, proof(NOW.minusSeconds(90), 0));

        assertThat(gauge("syncline.source.listing.age", "acme")).isEqualTo(90);
        proofs.proven(TWO, proof(NOW, 0));
        assertThat(gauge("syncline.source.listing.age", "acme")).isEqualTo(30);
    }

    @Test
    void countsAMailboxThatWasNeverListedFromWhenItIsLookedAfter() {
        proofs.expect(ONE);
        now = NOW.plusSeconds(60);
        proofs.expect(ONE);

        assertThat(gauge("syncline.source.listing.age", "acme")).isEqualTo(60);
    }

    @Test
    void knowsFromFormerInstancesWhatStandsAndForgetsWhatLeaves() {
        Listings listings = new Listings(proofs, Map.of("acme/m1/", proof(NOW.minusSeconds(5), 4)),
                meters);

        listings.retain(Set.of(ONE, OTHERS));
        double taken = gauge("syncline.source.unproven", "acme");
        listings.retain(Set.of(OTHERS));

        assertThat(taken).isEqualTo(4);
        assertThat(gauge("syncline.source.unproven", "acme")).isZero();
        assertThat(gauge("syncline.source.listing.age", "acme")).isNaN();
        assertThat(gauge("syncline.source.listing.age", "zenith")).isZero();
    }

    private double gauge(String name, String tenant) {
        return meters.get(name).tag("tenant", tenant).gauge().value();
    }

    private static MailboxRef mailbox(String tenant, String id) {
        return new MailboxRef(tenant, id, id + "@example.com", List.of());
    }

    private static Proof proof(Instant endedAt, int differing) {
        return Proof.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setProvider("graph")
                .setStartedAt(endedAt)
                .setEndedAt(endedAt)
                .setListed(10)
                .setEqual(10 - differing)
                .setDiffering(differing)
                .setDifferences(List.of())
                .build();
    }
}
