package io.syncline.topology.merge;

import io.syncline.core.fact.Fact;
import io.syncline.core.state.Generations;
import io.syncline.core.state.Generations.Role;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.TopicSerdes;
import io.syncline.topology.store.HandoverStore;
import io.syncline.topology.store.Kept;
import io.syncline.topology.wire.OutputWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one task of one generation of merge: to the topics while it publishes, into a store while
 * it is about to, and nowhere while another one does. What is merged then goes to a topic of the
 * generation's own, so that the two can be compared.
 */
final class Outlet {

    private final int number;
    private final RoleListener roles;
    private final ProcessorContext<String, SpecificRecord> context;
    private final HandoverStore store;
    private final TopicSerdes serdes;
    private final Serializer<SpecificRecord> serializer;
    /** Null until it is needed: then the store holds what was restored. */
    private @Nullable Generations generations;

    /** @param serializer writes what is kept; the processor's own */
    Outlet(MergeGeneration generation, TopicSerdes serdes, Serializer<SpecificRecord> serializer,
            ProcessorContext<String, SpecificRecord> context) {
        this.number = generation.number();
        this.roles = generation.roles();
        this.serdes = serdes;
        this.serializer = serializer;
        this.context = context;
        this.store = HandoverStore.of(context);
        tellRole(Optional.of(store.generations().role(number)));
    }

    /** What the marks so far say. */
    Generations generations() {
        if (generations == null) {
            generations = store.generations();
        }
        return generations;
    }

    /**
     * Sends a value where it goes now.
     *
     * @param value makes it; not called where it goes nowhere
     * @param at its timestamp, in milliseconds
     */
    void send(Output output, String key, Supplier<SpecificRecord> value, long at) {
        Role role = generations().role(number);
        switch (role) {
            case LOUD -> context.forward(new Record<>(key, value.get(), at), output.node());
            case KEEPING -> keep(output, key, value.get(), at);
            case SILENT -> {
                // Another generation publishes what it decides.
            }
        }
        if (role != Role.LOUD && output == Output.MERGED) {
            context.forward(new Record<>(key, value.get(), at), MergeTopology.MERGED_SILENTLY);
        }
    }

    /**
     * Takes the step that a mark says. Whoever falls silent says that all before was published; as it says
     * so in the transaction that published the last of it, nobody hears it earlier.
     *
     * @param at journal time, in milliseconds
     */
    void turn(Fact.GenerationMarked marked, Generations after, long at) {
        Role before = generations().role(number);
        Role role = after.role(number);
        if (before == Role.LOUD && role == Role.SILENT) {
            send(Output.REVIEWS, RecordKey.prefix("", ""),
                    () -> OutputWriter.handedOver(marked.mark(), context.taskId().partition(),
                            marked.eventId()),
                    at);
        }
        generations = after;
        store.keep(after);
        if (before == Role.KEEPING && role == Role.LOUD) {
            release();
        }
        if (before != role) {
            tellRole(Optional.of(role));
        }
    }

    /** The task goes elsewhere. */
    void close() {
        tellRole(Optional.empty());
    }

    private void keep(Output output, String key, SpecificRecord value, long at) {
        store.keep(new Kept(output.name(), key,
                serializer.serialize(output.topic().name(), value), at));
    }

    private void release() {
        try (Deserializer<SpecificRecord> deserializer = serdes.deserializer().get()) {
            store.release(kept -> {
                Output output = Output.valueOf(kept.output());
                context.forward(new Record<>(kept.key(), deserializer
                        .deserialize(output.topic().name(), kept.value()), kept.at()),
                        output.node());
            });
        }
    }

    private void tellRole(Optional<Role> role) {
        roles.plays(context.taskId().partition(), role);
    }
}
