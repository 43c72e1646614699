package io.syncline.console.rebuild;

import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.Actor;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.replay.Scope;
import io.syncline.topology.replay.WhatIf;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Folds the journal of some mailboxes once more beside the running system, by the rules of this build: to check
 * what is published, to look at the past, and to try another policy.
 */
public final class ReplayDesk {

    private static final String JOURNAL = TopicCatalogue.JOURNAL.name();

    private final RunningSystem system;
    private final Scope scope;
    private final JournalReplay journal;

    /** @param scope of which mailboxes */
    public ReplayDesk(RunningSystem system, Scope scope, Watcher watcher) {
        this.system = system;
        this.scope = scope;
        this.journal = new JournalReplay(system, scope, watcher);
    }

    /**
     * What a check came to.
     *
     * @param republishable the keys of all items that the running generation can publish anew: those that differ,
     *        and those that are not published. Of what only {@code merged} has it knows nothing
     */
    public record Checked(Compared compared, List<String> republishable) {
        public Checked {
            republishable = List.copyOf(republishable);
        }
    }

    /** Folds as far as the running generation has, and compares with what it has published. */
    public Checked check() {
        String group = new GenerationName(Generations.of(system).running().getNumber())
                .application();
        NavigableMap<Integer, Long> passed = new Offsets(system).committed(group, JOURNAL);
        NavigableMap<Integer, Long> ends = journal.ends(new Until.Now());
        ends.replaceAll((partition, end) -> passed.getOrDefault(partition, 0L));
        Check check = new Check(system);
        journal.items(ends, (partition, replay) -> check.add(partition, replay,
                ends.getOrDefault(partition, 0L)));
        return check.checked();
    }

    /**
     * Has the running generation publish items anew, under new versions.
     *
     * @param keys as they stand on {@code merged}
     */
    public void republish(List<String> keys, Actor actor) {
        SoleWriter.Batch batch = new SoleWriter.Batch();
        keys.forEach(key -> batch.decide(republished(RecordKey.parse(key), actor)));
        PlainWriter.write(system, batch.audit(actor, "items-republished", "items/" + scope,
                keys.size() + " items"));
    }

    /**
     * Folds up to a place or a time.
     *
     * @param items gets them as they were published last before that, by their key on {@code merged}
     * @return how many there were
     */
    public long asOf(Until until, Consumer<Map<String, Merged>> items) {
        long[] count = {0};
        journal.items(journal.ends(until), (partition, replay) -> {
            NavigableMap<String, Merged> folded = replay.items();
            count[0] += folded.size();
            items.accept(folded);
        });
        return count[0];
    }

    /**
     * The same, published to a topic of its own, which is made.
     *
     * @param name of it, as the operator names it
     */
    public Published asOf(Until until, String name, Actor actor) {
        PrivateItems target = new PrivateItems(name);
        NavigableMap<Integer, Long> ends = journal.ends(until);
        target.create(system);
        PlainWriter.write(system, new SoleWriter.Batch().audit(actor, "past-items-published",
                "topic/" + target.topic(), scope + ", " + until + ", ends " + ends));
        return new Published(target.topic(),
                asOf(until, items -> target.publish(system, items)));
    }

    /**
     * Items as they once were.
     *
     * @param topic where they are
     */
    public record Published(String topic, long items) {}

    /** Deletes a topic of items as they once were; returns its name. */
    public static String drop(RunningSystem system, String name, Actor actor) {
        PrivateItems target = new PrivateItems(name);
        target.drop(system);
        PlainWriter.write(system, new SoleWriter.Batch().audit(actor, "past-items-dropped",
                "topic/" + target.topic(), ""));
        return target.topic();
    }

    /**
     * Folds all that stands in the journal as it is, and with other policies from its beginning.
     *
     * @param policies by the ids of the tenants that would have another one
     */
    public Foreseen whatIf(Map<String, Policy> policies) {
        Foreseen.Sum sum = new Foreseen.Sum();
        long[] items = {0};
        journal.fold(journal.ends(new Until.Now()), (partition, after, itemsMax) -> new WhatIf(
                policies, partition, scope, after, itemsMax), (partition, whatIf) -> {
                    items[0] += whatIf.items();
                    whatIf.differences((key, name, effects) -> sum.add(name, effects));
                });
        return sum.of(items[0]);
    }

    private static Decision republished(RecordKey item, Actor actor) {
        return Decision.newBuilder()
                .setTenant(item.tenant())
                .setMailbox(item.mailbox())
                .setEventId("rebuild-" + UUID.randomUUID())
                .setKind(DecisionKind.REPUBLISHED)
                .setDecidedBy(actor.name())
                .setItem(item.id())
                .build();
    }
}
