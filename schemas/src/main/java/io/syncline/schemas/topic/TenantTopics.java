package io.syncline.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/**
 * The topics of one tenant alone, for subscribers who may read no other's: copies of what
 * {@code merged} and {@code changes} hold of it, with the same keys, values and partitions.
 */
public final class TenantTopics {

    private static final String PREFIX = "syncline.tenant.";
    private static final int NAME_MAX = 249;
    private static final String OWNER = "feed";
    /** By the topic that is copied. */
    private static final Map<Topic, String> KINDS = Map.of(TopicCatalogue.MERGED, "merged",
            TopicCatalogue.CHANGES, "changes");

    private TenantTopics() {}

    /** Both topics of a tenant. */
    public static List<Topic> of(String tenant) {
        return List.of(merged(tenant), changes(tenant));
    }

    /** {@code syncline.tenant.<tenant>.contact.merged.v1} */
    public static Topic merged(String tenant) {
        return copy(TopicCatalogue.MERGED, tenant);
    }

    /** {@code syncline.tenant.<tenant>.contact.changes.v1} */
    public static Topic changes(String tenant) {
        return copy(TopicCatalogue.CHANGES, tenant);
    }

    private static Topic copy(Topic topic, String tenant) {
        String name = PREFIX + inName(tenant) + ".contact." + KINDS.get(topic) + ".v1";
        if (tenant.isBlank() || name.length() > NAME_MAX) {
            throw new IllegalArgumentException("The tenant '" + tenant + "' can have no topic of"
                    + " its own: '" + name + "' is no topic's name (at most " + NAME_MAX
                    + " characters)");
        }
        return new Topic(name, topic.key(), topic.value(), topic.spread(), topic.retention(),
                topic.clock(), OWNER);
    }

    /**
     * Letters, digits and dashes as they are; every other byte of UTF-8 as an underscore and two hex digits,
     * so that no two tenants share a name: a dot in one would otherwise end it.
     */
    private static String inName(String tenant) {
        StringBuilder name = new StringBuilder();
        for (byte octet : tenant.getBytes(UTF_8)) {
            char sign = (char) (octet & 0xff);
            boolean plain = sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z'
                    || sign >= '0' && sign <= '9' || sign == '-';
            name.append(plain ? String.valueOf(sign) : "_%02x".formatted((int) sign));
        }
        return name.toString();
    }
}
