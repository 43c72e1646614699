package io.syncline.topology.store;

import io.syncline.core.state.Generations;
import io.syncline.core.state.Generations.Stage;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task knows of the generations of merge: which of them publishes, and, while this one is about
 * to, the outputs that it keeps. Hardly ever read or written: a task remembers what it says.
 */
public final class HandoverStore {

    private static final int VERSION = 2;
    private static final String GENERATIONS = "generations";
    private static final String KEPT = "kept/";
    /** Comes after every kept output. */
    private static final String KEPT_LAST = KEPT + "~";

    private final KeyValueStore<String, byte[]> store;

    private HandoverStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    public static HandoverStore of(ProcessorContext<?, ?> context) {
        return new HandoverStore(context.getStateStore(MergeStores.HANDOVER));
    }

    /** The same over any store, for whoever folds without publishing. */
    public static HandoverStore in(KeyValueStore<String, byte[]> store) {
        return new HandoverStore(store);
    }

    /** What the marks so far say. */
    public Generations generations() {
        byte[] bytes = store.get(GENERATIONS);
        return bytes == null ? Generations.FIRST : generations(new StateInput(bytes));
    }

    public void keep(Generations generations) {
        StateOutput out = new StateOutput();
        out.octet(VERSION);
        out.number(generations.running());
        out.number(generations.candidate());
        out.octet(generations.stage().ordinal());
        out.instant(generations.handedOverAt());
        out.flag(generations.released());
        store.put(GENERATIONS, out.toBytes());
    }

    /** Keeps an output behind all that are kept. */
    public void keep(Kept kept) {
        StateOutput out = new StateOutput();
        out.octet(VERSION);
        out.text(kept.output());
        out.text(kept.key());
        out.raw(kept.value());
        out.number(kept.at());
        store.put(key(next()), out.toBytes());
    }

    /** Hands out everything that is kept, in the order in which it was, and forgets it. */
    public void release(Consumer<Kept> publish) {
        try (KeyValueIterator<String, byte[]> all = store.range(KEPT, KEPT_LAST)) {
            while (all.hasNext()) {
                publish.accept(kept(new StateInput(all.next().value)));
            }
        }
        for (long number = next() - 1; number >= 0; number--) {
            store.delete(key(number));
        }
    }

    private long next() {
        try (KeyValueIterator<String, byte[]> last = store.reverseRange(KEPT, KEPT_LAST)) {
            return last.hasNext()
                    ? Long.parseLong(last.next().key.substring(KEPT.length())) + 1
                    : 0;
        }
    }

    /** Texts of one length, so that their order is that of the numbers. */
    private static String key(long number) {
        return KEPT + String.format(Locale.ROOT, "%019d", number);
    }

    private static Generations generations(StateInput in) {
        checkVersion(in);
        return new Generations(in.size(), in.size(), Stage.values()[in.octet()], in.instant(),
                in.flag());
    }

    private static Kept kept(StateInput in) {
        checkVersion(in);
        return new Kept(in.text(), in.text(), in.raw(), in.number());
    }

    private static void checkVersion(StateInput in) {
        StateFormat.require("handover", in.octet(), VERSION);
    }
}
