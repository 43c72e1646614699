package io.syncline.topology.run;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * What a topology says of itself.
 *
 * @param topics from which it reads
 * @param stores in which it keeps state
 */
record Described(Set<String> topics, Set<String> stores) {

    static Described of(Topology topology) {
        Set<String> topics = new TreeSet<>();
        Set<String> stores = new TreeSet<>();
        topology.describe()
                .subtopologies()
                .stream()
                .map(TopologyDescription.Subtopology::nodes)
                .flatMap(Collection::stream)
                .forEach(node -> {
                    if (node instanceof TopologyDescription.Source source) {
                        topics.addAll(source.topicSet());
                    } else if (node instanceof TopologyDescription.Processor processor) {
                        stores.addAll(processor.stores());
                    }
                });
        return new Described(topics, stores);
    }
}
