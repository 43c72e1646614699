package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.generation.RunningMerge;
import java.util.regex.Pattern;

/**
 * What belongs to a generation of merge at the broker.
 *
 * @param number from 1
 */
public record GenerationName(int number) {

    private static final Pattern INTERNAL = Pattern.compile("[^0-9].*-(changelog|repartition)");

    public GenerationName {
        if (number < 1) {
            throw ConsoleException.wrongUsage("Generations are counted from 1, got " + number);
        }
    }

    /** Its streams application, which is its consumer group, too. */
    public String application() {
        return RunningMerge.application(number);
    }

    /** The topic on which it publishes items while another generation runs. */
    public String privateTopic() {
        return application() + "-merged";
    }

    /** Whether a topic is its own: of its stores, or the private one. */
    boolean owns(String topic) {
        String prefix = application() + "-";
        return topic.equals(privateTopic()) || topic.startsWith(prefix)
                // Generation 12's topics begin as those of generation 1 do.
                && INTERNAL.matcher(topic.substring(prefix.length())).matches();
    }

    /** As records are keyed by it. */
    String key() {
        return Integer.toString(number);
    }

    @Override
    public String toString() {
        return "generation " + number;
    }
}
