package io.syncline.console.rebuild;

import io.syncline.console.system.MailboxName;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The wait between the mark that ends new writes and the handover: until every write that was asked for is
 * answered, and both generations have folded the answers. What is outstanding at the handover is taken for never
 * sent, so nothing may be.
 *
 * @param ended whether the former one folds no more: then only the new one folds the answers
 * @param perStep how long all of it may take, for people
 */
record Draining(Flow flow, Generation from, Generation to, boolean ended, Duration perStep) {

    private static final int NAMED_MAX = 10;
    private static final String NOTHING_WAS = ". Nothing was handed over";

    /** Why it did not come to its end, and what to do; nothing if it did. */
    Optional<String> problem(Patience patience) {
        if (!flow.sequenced(TopicCatalogue.DECISIONS, patience)
                || !ended && !flow.folded(from, patience)) {
            return Optional.of("The running " + name(from) + " has not folded the mark within "
                    + Figures.time(perStep) + NOTHING_WAS + ", and it goes on as before. Does merge"
                    + " run? If it never will again: promote --without-running");
        }
        NavigableMap<MailboxName, Integer> open = flow.answered(patience);
        if (!open.isEmpty()) {
            return Optional.of("Commands to these mailboxes are not answered after "
                    + Figures.time(perStep) + ": " + named(open) + NOTHING_WAS + ", and commands go"
                    + " out again. Look after the sink, then promote again");
        }
        if (!flow.sequenced(TopicCatalogue.WRITE_RESULTS, patience)
                || !ended && !flow.folded(from, patience) || !flow.folded(to, patience)) {
            return Optional.of("The answers to commands are not folded by "
                    + (ended ? name(to) : "both generations") + " after " + Figures.time(perStep)
                    + NOTHING_WAS + "; look at: deploy/syncline rebuild status");
        }
        return Optional.empty();
    }

    private static String name(Generation generation) {
        return new GenerationName(generation.getNumber()).toString();
    }

    private static String named(Map<MailboxName, Integer> open) {
        String some = new TreeSet<>(open.keySet()).stream()
                .limit(NAMED_MAX)
                .map(mailbox -> mailbox + " (" + open.get(mailbox) + ")")
                .collect(Collectors.joining(", "));
        return open.size() > NAMED_MAX
                ? some + " and " + (open.size() - NAMED_MAX) + " more"
                : some;
    }
}
