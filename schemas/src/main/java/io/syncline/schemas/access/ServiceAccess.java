package io.syncline.schemas.access;

import io.syncline.schemas.topic.TenantTopics;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each service reads and writes, and so the ACLs that its user on the broker needs: these and no
 * more. A service whose user has them runs; {@code topics acls} prints them.
 *
 * <p>
 * What is not here: the broker's own users, and the schema registry, which has no part in Kafka's ACLs.
 */
public enum ServiceAccess {
    SOURCE("polls mailboxes") {
        @Override
        void grant(Grants to) {
            to.read(TopicCatalogue.TENANTS, TopicCatalogue.MAILBOXES, TopicCatalogue.CURSORS);
            to.write(TopicCatalogue.CURSORS, TopicCatalogue.OBSERVED, TopicCatalogue.DECISIONS,
                    TopicCatalogue.PROOFS, TopicCatalogue.ALERTS, TopicCatalogue.DEAD_LETTERS);
            to.group("syncline-source");
            to.transactions("syncline-source-");
            // How far the others are with what it told paces first listings.
            to.read(TopicCatalogue.GENERATIONS);
            to.describe(TopicCatalogue.JOURNAL);
            to.groups("syncline-sequence", AclOperation.DESCRIBE);
            to.groups("syncline-merge", AclOperation.DESCRIBE);
        }
    },
    SEQUENCE("brings facts into one order") {
        @Override
        void grant(Grants to) {
            to.read(TopicCatalogue.OBSERVED, TopicCatalogue.EDITED, TopicCatalogue.WRITE_RESULTS,
                    TopicCatalogue.DECISIONS);
            to.write(TopicCatalogue.JOURNAL, TopicCatalogue.ALERTS, TopicCatalogue.DEAD_LETTERS);
            to.streams("syncline-sequence");
        }
    },
    MERGE("decides; all generations of it") {
        @Override
        void grant(Grants to) {
            to.read(TopicCatalogue.JOURNAL, TopicCatalogue.GENERATIONS);
            to.write(TopicCatalogue.MERGED, TopicCatalogue.CHANGES, TopicCatalogue.CONFLICTS,
                    TopicCatalogue.WRITES, TopicCatalogue.DECISIONS, TopicCatalogue.ALERTS,
                    TopicCatalogue.DEAD_LETTERS);
            to.streams("syncline-merge");
        }
    },
    SINK("carries out writes") {
        @Override
        void grant(Grants to) {
            to.read(TopicCatalogue.TENANTS, TopicCatalogue.MAILBOXES, TopicCatalogue.WRITES,
                    TopicCatalogue.APPLIED);
            to.write(TopicCatalogue.WRITE_RESULTS, TopicCatalogue.APPLIED,
                    TopicCatalogue.OBSERVED, TopicCatalogue.ALERTS,
                    TopicCatalogue.DEAD_LETTERS);
            to.group("syncline-sink");
        }
    },
    GATEWAY("the CRM's door over HTTP") {
        @Override
        void grant(Grants to) {
            to.read(TopicCatalogue.TENANTS, TopicCatalogue.MAILBOXES, TopicCatalogue.MERGED,
                    TopicCatalogue.CHANGES, TopicCatalogue.DEAD_LETTERS);
            to.write(TopicCatalogue.EDITED);
        }
    },
    FEED("copies one tenant's contacts to topics of its own") {
        @Override
        void grant(Grants to) {
            to.read(TopicCatalogue.MERGED, TopicCatalogue.CHANGES);
            to.write(TopicCatalogue.DEAD_LETTERS);
            to.groups("syncline-feed-", AclOperation.READ);
            to.transactions("syncline-feed-");
            // Each by its name: the registry of tenants begins like them.
            to.tenantTopics().forEach(to::make);
        }
    },
    CONSOLE("operators' pages and commands") {
        @Override
        void grant(Grants to) {
            TopicCatalogue.all().forEach(to::read);
            to.write(TopicCatalogue.TENANTS, TopicCatalogue.MAILBOXES, TopicCatalogue.DECISIONS,
                    TopicCatalogue.EDITED, TopicCatalogue.ALERTS, TopicCatalogue.AUDIT,
                    TopicCatalogue.GENERATIONS);
            // A dead letter that is retried goes back to where it stood.
            to.write(TopicCatalogue.OBSERVED, TopicCatalogue.WRITE_RESULTS);
            to.groups("syncline-", AclOperation.READ, AclOperation.DELETE);
            // One at a time changes the registry, decides about dead letters, and promotes generations.
            to.transactions("syncline-registry");
            to.transactions("syncline-dead-letters");
            to.transactions("syncline-rebuild");
            // A generation of merge that is abandoned leaves topics behind; a look at the past makes one.
            to.topics("syncline-merge", AclOperation.ALL);
            to.topics("syncline-rebuild-", AclOperation.ALL);
        }
    },
    INSTALL("'topics apply', and 'up'") {
        @Override
        void grant(Grants to) {
            to.topics("syncline.", AclOperation.CREATE, AclOperation.DESCRIBE,
                    AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER_CONFIGS);
        }
    },
    RESTORE("'restore', into an empty system; take it away afterwards") {
        @Override
        void grant(Grants to) {
            to.write(TopicCatalogue.CURSORS, TopicCatalogue.TENANTS, TopicCatalogue.MAILBOXES,
                    TopicCatalogue.PROOFS, TopicCatalogue.JOURNAL, TopicCatalogue.APPLIED,
                    TopicCatalogue.GENERATIONS, TopicCatalogue.AUDIT);
            // The journal's records keep their times, which its topic must take from whoever writes.
            to.alter(TopicCatalogue.JOURNAL);
            // To look whether the system is empty.
            to.topics("syncline.", AclOperation.DESCRIBE);
            to.topics("syncline-", AclOperation.DESCRIBE);
            to.groups("syncline-", AclOperation.DESCRIBE);
        }
    },
    SUBSCRIBER("reads contacts of all tenants") {
        @Override
        void grant(Grants to) {
            to.read(TopicCatalogue.MERGED, TopicCatalogue.CHANGES, TopicCatalogue.CONFLICTS);
            to.groups("subscriber-", AclOperation.READ);
        }
    };

    private final String does;

    ServiceAccess(String does) {
        this.does = does;
    }

    /** As configuration files, commands and logs name it. */
    public String service() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does, for people. */
    public String does() {
        return does;
    }

    /** The service of that name. */
    public static Optional<ServiceAccess> of(String service) {
        return Stream.of(values()).filter(one -> one.service().equals(service)).findFirst();
    }

    /**
     * What its user on the broker may do.
     *
     * @param principal the user, such as {@code User:sink}
     * @param tenants those that have topics of their own
     */
    public List<AclBinding> acls(String principal, Collection<String> tenants) {
        Grants grants = new Grants(principal, List.copyOf(tenants));
        grant(grants);
        return grants.all();
    }

    /**
     * What a subscriber of one tenant needs: to read that tenant's topics, each by its whole name. A
     * prefix would let the subscriber of a tenant named {@code a} read those of one named {@code a-b}.
     *
     * @param group its consumer groups begin with this
     */
    public static List<AclBinding> ofTenantSubscriber(String tenant, String principal,
            String group) {
        Grants grants = new Grants(principal, List.of(tenant));
        grants.tenantTopics().forEach(grants::read);
        grants.groups(group, AclOperation.READ);
        return grants.all();
    }

    abstract void grant(Grants to);

    /** Collects ACLs of one principal; every one allows, from any host. */
    static final class Grants {

        private final String principal;
        private final List<String> tenants;
        private final List<AclBinding> all = new ArrayList<>();

        Grants(String principal, List<String> tenants) {
            this.principal = principal;
            this.tenants = tenants;
        }

        List<Topic> tenantTopics() {
            return tenants.stream().flatMap(tenant -> TenantTopics.of(tenant).stream()).toList();
        }

        /** To write it, to look whether it is there as it should be, and to make it where it is missing. */
        void make(Topic topic) {
            write(topic);
            for (AclOperation operation : List.of(AclOperation.CREATE,
                    AclOperation.DESCRIBE_CONFIGS)) {
                add(ResourceType.TOPIC, topic.name(), PatternType.LITERAL, operation);
            }
        }

        /** To change its settings. */
        void alter(Topic topic) {
            add(ResourceType.TOPIC, topic.name(), PatternType.LITERAL,
                    AclOperation.ALTER_CONFIGS);
        }

        /** Reading includes describing. */
        void read(Topic... topics) {
            for (Topic topic : topics) {
                add(ResourceType.TOPIC, topic.name(), PatternType.LITERAL, AclOperation.READ);
            }
        }

        /** Writing includes describing, and idempotent producers. */
        void write(Topic... topics) {
            for (Topic topic : topics) {
                add(ResourceType.TOPIC, topic.name(), PatternType.LITERAL, AclOperation.WRITE);
            }
        }

        /** To see where it ends, and nothing of what stands there. */
        void describe(Topic topic) {
            add(ResourceType.TOPIC, topic.name(), PatternType.LITERAL, AclOperation.DESCRIBE);
        }

        void topics(String prefix, AclOperation... operations) {
            for (AclOperation operation : operations) {
                add(ResourceType.TOPIC, prefix, PatternType.PREFIXED, operation);
            }
        }

        void group(String name) {
            add(ResourceType.GROUP, name, PatternType.LITERAL, AclOperation.READ);
        }

        void groups(String prefix, AclOperation... operations) {
            for (AclOperation operation : operations) {
                add(ResourceType.GROUP, prefix, PatternType.PREFIXED, operation);
            }
        }

        void transactions(String prefix) {
            add(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED,
                    AclOperation.WRITE);
            add(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED,
                    AclOperation.DESCRIBE);
        }

        /** A Streams application makes, describes and empties topics of its own. */
        void streams(String application) {
            topics(application, AclOperation.ALL);
            groups(application, AclOperation.READ);
            transactions(application);
        }

        List<AclBinding> all() {
            return all.stream().distinct().toList();
        }

        private void add(ResourceType type, String name, PatternType pattern,
                AclOperation operation) {
            all.add(new AclBinding(new ResourcePattern(type, name, pattern),
                    new AccessControlEntry(principal, "*", operation,
                            AclPermissionType.ALLOW)));
        }
    }
}
