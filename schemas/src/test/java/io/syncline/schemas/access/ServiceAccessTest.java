package io.syncline.schemas.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.topic.TenantTopics;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each service's user may do what the service does, and no more. */
class ServiceAccessTest {

    private static final List<String> TENANTS = List.of("acme");

    @Test
    void givesEachTopicSomebodyWhoWritesItAndSomebodyWhoReadsIt() {
        assertThat(TopicCatalogue.all()).allSatisfy(topic -> {
            assertThat(who(topic, AclOperation.WRITE)).as("writers of " + topic.name())
                    .isNotEmpty();
            assertThat(who(topic, AclOperation.READ)).as("readers of " + topic.name())
                    .isNotEmpty();
        });
    }

    @Test
    void letsNobodyButMergeDecide() {
        for (Topic topic : List.of(TopicCatalogue.MERGED, TopicCatalogue.CHANGES,
                TopicCatalogue.CONFLICTS, TopicCatalogue.WRITES)) {
            assertThat(who(topic, AclOperation.WRITE)).containsExactly(ServiceAccess.MERGE);
        }
        assertThat(who(TopicCatalogue.JOURNAL, AclOperation.WRITE))
                .containsExactly(ServiceAccess.SEQUENCE, ServiceAccess.RESTORE);
    }

    @Test
    void letsOnlyThoseSeeSealedCredentialsWhoUseThem() {
        assertThat(who(TopicCatalogue.TENANTS, AclOperation.READ)).containsExactly(
                ServiceAccess.SOURCE, ServiceAccess.SINK, ServiceAccess.GATEWAY,
                ServiceAccess.CONSOLE);
    }

    @ParameterizedTest
    @EnumSource
    void namesNoPrefixThatHoldsTopicsOfOthers(ServiceAccess service) {
        Set<String> prefixes = service.acls("User:x", TENANTS)
                .stream()
                .filter(acl -> acl.pattern().resourceType() == ResourceType.TOPIC)
                .filter(acl -> acl.pattern().patternType() == PatternType.PREFIXED)
                .filter(acl -> acl.entry().operation() == AclOperation.READ
                        || acl.entry().operation() == AclOperation.WRITE
                        || acl.entry().operation() == AclOperation.ALL)
                .map(acl -> acl.pattern().name())
                .collect(Collectors.toSet());

        assertThat(prefixes).noneMatch(prefix -> TopicCatalogue.all()
                .stream()
                .anyMatch(topic -> topic.name().startsWith(prefix)));
    }

    @Test
    void letsATenantsSubscriberReadItsOwnTopicsByTheirWholeNames() {
        List<AclBinding> acls = ServiceAccess.ofTenantSubscriber("acme", "User:reports",
                TenantTopics.groups("acme"));

        assertThat(acls).filteredOn(acl -> acl.pattern().resourceType() == ResourceType.TOPIC)
                .allSatisfy(acl -> {
                    assertThat(acl.pattern().patternType()).isEqualTo(PatternType.LITERAL);
                    assertThat(acl.entry().operation()).isEqualTo(AclOperation.READ);
                })
                .extracting(acl -> acl.pattern().name())
                .containsExactlyInAnyOrder("syncline.tenant.acme.contact.merged.v1",
                        "syncline.tenant.acme.contact.changes.v1");
    }

    private static List<ServiceAccess> who(Topic topic, AclOperation operation) {
        return Arrays.stream(ServiceAccess.values())
                .filter(service -> service.acls("User:x", TENANTS)
                        .stream()
                        .anyMatch(acl -> acl.pattern().name().equals(topic.name())
                                && acl.entry().operation() == operation))
                .toList();
    }
}
