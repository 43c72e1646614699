package io.syncline.console.rebuild;

import io.syncline.topology.replay.WhatIf.Effect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What another policy would lead to. {@code toString} shows no names.
 *
 * @param items how many items were looked at
 * @param groups those with each effect; every effect is there
 */
public record Foreseen(long items, Map<Effect, Group> groups) {

    /** How many examples are given of each effect. */
    public static final int EXAMPLES_MAX = 20;

    /**
     * Items with one effect.
     *
     * @param examples names of some, for people
     */
    public record Group(long count, List<String> examples) {
        public Group {
            examples = List.copyOf(examples);
        }

        @Override
        public String toString() {
            return "Group[" + count + "]";
        }
    }

    public Foreseen {
        groups = Map.copyOf(groups);
    }

    /** How many items have an effect. */
    public long count(Effect effect) {
        return group(effect).count();
    }

    /** Names of some items with an effect. */
    public List<String> examples(Effect effect) {
        return group(effect).examples();
    }

    /** In a sentence: in the mailboxes it would change 41, delete 0, create 7; ... */
    public String sentence() {
        return "In the mailboxes it would " + counted(Effect.CHANGED_IN_MAILBOX,
                Effect.DELETED_IN_MAILBOX, Effect.CREATED_IN_MAILBOX) + "; in the CRM it would "
                + counted(Effect.CHANGED_IN_CRM, Effect.DELETED_IN_CRM, Effect.CREATED_IN_CRM)
                + ". " + Figures.number(items) + " contacts were looked at.";
    }

    private String counted(Effect changed, Effect deleted, Effect created) {
        return "change " + Figures.number(count(changed)) + ", delete "
                + Figures.number(count(deleted)) + ", create " + Figures.number(count(created));
    }

    private Group group(Effect effect) {
        return groups.getOrDefault(effect, new Group(0, List.of()));
    }

    /** Counts. */
    static final class Sum {

        private final Map<Effect, Long> counts = new EnumMap<>(Effect.class);
        private final Map<Effect, List<String>> examples = new EnumMap<>(Effect.class);

        void add(String name, Set<Effect> effects) {
            effects.forEach(effect -> {
                counts.merge(effect, 1L, Long::sum);
                List<String> named = examples.computeIfAbsent(effect, some -> new ArrayList<>());
                if (named.size() < EXAMPLES_MAX) {
                    named.add(name);
                }
            });
        }

        Foreseen of(long items) {
            Map<Effect, Group> groups = new EnumMap<>(Effect.class);
            for (Effect effect : Effect.values()) {
                groups.put(effect, new Group(counts.getOrDefault(effect, 0L),
                        examples.getOrDefault(effect, List.of())));
            }
            return new Foreseen(items, groups);
        }
    }
}
