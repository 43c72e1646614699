package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Edits.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what became of edits. */
final class EditTelling {

    private EditTelling() {}

    /** @throws ConsoleException saying of how many nothing came, why, and the way out */
    static void requireTaken(Map<String, Outcome> outcomes) {
        List<String> problems = new ArrayList<>();
        outcomes.forEach((edit, outcome) -> {
            switch (outcome) {
                case Outcome.Taken taken -> {
                    // As wished.
                }
                case Outcome.Refused refused -> problems.add("refused (" + refused.code() + "): "
                        + refused.reason());
                case Outcome.Unanswered unanswered -> problems.add("the edit " + edit
                        + " stands on the topic, and " + unanswered.waitsFor()
                        + " has not taken it yet. It will when it runs: do not repeat the command,"
                        + " look after " + unanswered.waitsFor());
            }
        });
        if (!problems.isEmpty()) {
            throw ConsoleException.failed(problems.size() + " of " + outcomes.size()
                    + " edits came to nothing yet; the first: " + problems.getFirst());
        }
    }

    /** Under which version a single contact was published. */
    static String versions(Map<String, Outcome> outcomes) {
        return outcomes.values()
                .stream()
                .filter(Outcome.Taken.class::isInstance)
                .map(outcome -> ((Outcome.Taken) outcome).version())
                .filter(version -> version.isPresent() && outcomes.size() == 1)
                .map(version -> " It is version " + version.getAsLong() + " now, and goes to both"
                        + " sides.")
                .findFirst()
                .orElse("");
    }

    static List<Map<String, Object>> values(Map<String, Outcome> outcomes) {
        List<Map<String, Object>> all = new ArrayList<>();
        outcomes.forEach((edit, outcome) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("eventId", edit);
            switch (outcome) {
                case Outcome.Taken taken -> {
                    values.put("outcome", "taken");
                    taken.version().ifPresent(version -> values.put("version", version));
                }
                case Outcome.Refused refused -> {
                    values.put("outcome", "refused");
                    values.put("code", refused.code());
                    values.put("reason", refused.reason());
                }
                case Outcome.Unanswered unanswered -> {
                    values.put("outcome", "unanswered");
                    values.put("waitsFor", unanswered.waitsFor());
                }
            }
            all.add(values);
        });
        return all;
    }
}
