package io.syncline.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;

/** A tenant's own topics have names that no other tenant's have. */
class TenantTopicsTest {

    @Test
    void areKeptAndSpreadLikeWhatTheyCopy() {
        assertThat(TenantTopics.merged("acme").name())
                .isEqualTo("syncline.tenant.acme.contact.merged.v1");
        assertThat(TenantTopics.merged("acme").settings())
                .isEqualTo(TopicCatalogue.MERGED.settings());
        assertThat(TenantTopics.changes("acme").name())
                .isEqualTo("syncline.tenant.acme.contact.changes.v1");
        assertThat(TenantTopics.changes("acme").partitions(7)).isEqualTo(7);
        assertThat(TenantTopics.changes("acme").retention())
                .isEqualTo(TopicCatalogue.CHANGES.retention());
    }

    @Test
    void neverCoincideWhateverTheTenantsAreCalled() {
        assertThat(Stream.of("acme", "acme.contact", "acme_2econtact", "Acme", "a cme", "a_20cme",
                "ac/me", "\u00e4cme", "registry")
                .flatMap(tenant -> TenantTopics.of(tenant).stream())
                .map(io.syncline.schemas.topic.Topic::name)).doesNotHaveDuplicates()
                .allSatisfy(Topic::validate)
                .doesNotContain(TopicCatalogue.TENANTS.name());
    }

    @Test
    void haveConsumerGroupsOfWhichNoneBeginsLikeAnothers() {
        assertThat(TenantTopics.groups("acme-b")).doesNotStartWith(TenantTopics.groups("acme"));
        assertThat(TenantTopics.groups("acme.b")).doesNotStartWith(TenantTopics.groups("acme"));
    }

    @Test
    void areRefusedWhereTheNameWouldBeNone() {
        assertThatThrownBy(() -> TenantTopics.merged("x".repeat(250)))
                .hasMessageContaining("249");
        assertThatThrownBy(() -> TenantTopics.merged(" "))
                .hasMessageContaining("can have no topic");
    }
}
