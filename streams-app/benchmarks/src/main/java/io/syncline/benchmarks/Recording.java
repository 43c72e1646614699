package io.syncline.benchmarks;

import java.util.List;

/**
 * A stretch of a mailbox's history that can be folded again and again from its start: the answers
 * in it are those to the commands that merge itself issued.
 *
 * @param start the mailbox before it; copied, never folded into
 * @param facts what happened; the first fact about each contact is a reading of all its fields
 * @param lengthMs how long it lasts on journal time, in milliseconds
 */
record Recording(FoldedMailbox start, List<Told> facts, long lengthMs) {

    static final Recording NOTHING = new Recording(new FoldedMailbox(""), List.of(), 0);

    Recording {
        facts = List.copyOf(facts);
    }

    /** The facts in their order, each as the bytes of its entry in the journal. */
    List<byte[]> records() {
        return facts.stream().map(Told::entryBytes).toList();
    }
}
