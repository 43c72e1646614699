package io.syncline.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.topic.Topic.Clock;
import io.syncline.schemas.topic.Topic.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

    @Test
    void namesEveryTopicByTheRule() {
        assertThat(TopicCatalogue.all()).extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("syncline(\\.[a-z]+(-[a-z]+)*){2}\\.v[1-9][0-9]*"));
    }

    @Test
    void letsTheBrokerStampTheJournalAndNothingElse() {
        List<Topic> stamped = TopicCatalogue.all()
                .stream()
                .filter(topic -> topic.clock() == Clock.BROKER)
                .toList();

        assertThat(stamped).containsExactly(TopicCatalogue.JOURNAL);
        assertThat(TopicCatalogue.JOURNAL.settings())
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("retention.ms", "-1");
    }

    @Test
    void spreadsAllItemTopicsAlike() {
        assertThat(TopicCatalogue.all())
                .filteredOn(topic -> topic.name().startsWith("syncline.contact."))
                .allMatch(topic -> topic.spread() == Spread.BY_MAILBOX);
    }
}
