package io.syncline.console.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.CredentialKind;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in use stays in use until the new one is verified. */
class AccessesTest {

    static {
        AvroTrust.install();
    }

    private final Access used = access("graph").setCredential(credential("old")).build();
    private final Access waiting = access("graph").setSubmitted(credential("new")).build();
    private final Access other = access("ews").setCredential(credential("other")).build();

    @Test
    void keepsWhatIsInUseBesideANewSubmission() {
        Tenant tenant = tenant(Accesses.withPending(List.of(used, other), waiting));

        assertThat(Accesses.inUse(tenant, "graph")).contains(used);
        assertThat(Accesses.pending(tenant, "graph")).contains(waiting);
        assertThat(Accesses.inUse(tenant, "ews")).contains(other);
    }

    @Test
    void replacesASubmissionThatWasNotVerified() {
        Access newer = access("graph").setSubmitted(credential("newer")).build();

        Tenant tenant = tenant(Accesses.withPending(List.of(used, waiting), newer));

        assertThat(tenant.getAccesses()).containsExactly(used, newer);
    }

    @Test
    void putsAVerifiedSubmissionInThePlaceOfTheOldOne() {
        Tenant tenant = tenant(Accesses.used(List.of(used, other, waiting), waiting));

        assertThat(Accesses.inUse(tenant, "graph").map(Accesses::credentialId)).contains("new");
        assertThat(Accesses.pending(tenant, "graph")).isEmpty();
        assertThat(tenant.getAccesses()).hasSize(2).contains(other);
    }

    @Test
    void keepsASubmissionWhenWhatIsInUseIsVerifiedAgain() {
        Tenant tenant = tenant(Accesses.used(List.of(used, waiting), used));

        assertThat(Accesses.inUse(tenant, "graph").map(Accesses::credentialId)).contains("old");
        assertThat(Accesses.pending(tenant, "graph")).contains(waiting);
    }

    private static Tenant tenant(List<Access> accesses) {
        return Tenant.newBuilder().setTenant("t").setName("T").setAccesses(accesses).build();
    }

    private static Access.Builder access(String provider) {
        return Access.newBuilder()
                .setProvider(provider)
                .setUrl("https://service.example.com")
                .setTestMailbox("test@example.com");
    }

    private static SealedCredential credential(String id) {
        return new SealedCredential(id, CredentialKind.SECRET, ByteBuffer.wrap(new byte[]{1}),
                null, Instant.EPOCH);
    }
}
