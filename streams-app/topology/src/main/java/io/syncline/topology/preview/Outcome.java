package io.syncline.topology.preview;

import java.util.List;
import java.util.Map;

/**
 * What a listing would do. {@code toString} shows no names.
 *
 * @param read how many contacts were listed, each id once
 * @param withheld how many of them take no part: private ones, and those without a chosen category
 * @param takesCommands whether anything would be written to the mailbox at all; not while it is disabled
 * @param groups the items with each effect; every effect is there
 */
public record Outcome(int read, int withheld, boolean takesCommands, Map<Effect, Group> groups) {

    /** How many names are given of each group. */
    public static final int EXAMPLES_MAX = 20;

    /**
     * Items with one effect.
     *
     * @param count how many
     * @param examples the display names of the first in the alphabet, for people; {@link #EXAMPLES_MAX}
     *        at most
     */
    public record Group(int count, List<String> examples) {
        public Group {
            examples = List.copyOf(examples);
        }

        @Override
        public String toString() {
            return "Group[" + count + "]";
        }
    }

    public Outcome {
        groups = Map.copyOf(groups);
        for (Effect effect : Effect.values()) {
            if (!groups.containsKey(effect)) {
                throw new IllegalArgumentException("Nothing is said of " + effect);
            }
        }
    }

    /** How many items have an effect. */
    public int count(Effect effect) {
        return group(effect).count();
    }

    /** Names of some items with an effect. */
    public List<String> examples(Effect effect) {
        return group(effect).examples();
    }

    /** Whether both sides are the same already, as far as the listing tells. */
    public boolean isQuiet() {
        return groups.entrySet()
                .stream()
                .filter(group -> group.getKey() != Effect.UNCHANGED)
                .allMatch(group -> group.getValue().count() == 0);
    }

    private Group group(Effect effect) {
        Group group = groups.get(effect);
        if (group == null) {
            throw new IllegalStateException("Checked on construction: " + effect);
        }
        return group;
    }
}
