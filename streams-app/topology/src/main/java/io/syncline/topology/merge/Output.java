package io.syncline.topology.merge;

import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;

/** Where merge publishes. The names of the constants stand in stores, and never change. */
enum Output {
    MERGED("publish-merged", TopicCatalogue.MERGED),
    CHANGES("publish-changes", TopicCatalogue.CHANGES),
    CONFLICTS("publish-conflicts", TopicCatalogue.CONFLICTS),
    WRITES("issue-writes", TopicCatalogue.WRITES),
    REVIEWS("ask-for-reviews", TopicCatalogue.DECISIONS),
    ALERTS("raise-alerts", TopicCatalogue.ALERTS),
    DEAD_LETTERS("append-dead-letters", TopicCatalogue.DEAD_LETTERS);

    private final String node;
    private final Topic topic;

    Output(String node, Topic topic) {
        this.node = node;
        this.topic = topic;
    }

    /** The sink's name in the topology. */
    String node() {
        return node;
    }

    Topic topic() {
        return topic;
    }
}
