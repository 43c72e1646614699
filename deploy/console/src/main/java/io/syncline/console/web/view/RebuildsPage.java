package io.syncline.console.web.view;

import java.util.List;

/**
 * The generations of merge.
 *
 * @param generations by number, without those that are abandoned
 * @param doing what this console does about them right now; empty: nothing
 * @param ended how its last act ended; empty: it has done nothing
 * @param good whether that went well
 * @param running the number of the one that runs, where writes may wait; 0: none can
 * @param withheld how many contacts have writes that wait, in a sentence; empty: nobody knows
 * @param live whether anything of it goes on
 */
public record RebuildsPage(List<Row> generations, String doing, String ended, boolean good,
        int running, String withheld, boolean live) {

    public RebuildsPage {
        generations = List.copyOf(generations);
    }

    /**
     * A generation.
     *
     * @param state in a word, and {@code style} its colour
     * @param percent of what the journal held at its start; 100 once it has caught up
     * @param progress how far it is, in a sentence
     * @param compared what comparing it came to; empty: it was not compared
     * @param examples of what differed
     */
    public record Row(int number, String build, String state, String style, long percent,
            String progress, String compared, List<String> examples, boolean comparable,
            boolean promotable, boolean abandonable) {
        public Row {
            examples = List.copyOf(examples);
        }
    }
}
