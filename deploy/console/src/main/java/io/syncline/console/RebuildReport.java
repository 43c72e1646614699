package io.syncline.console;

import io.syncline.console.rebuild.Compared;
import io.syncline.console.rebuild.Figures;
import io.syncline.console.rebuild.Foreseen;
import io.syncline.console.rebuild.RebuildJson;
import io.syncline.console.rebuild.ReplayDesk.Published;
import io.syncline.console.rebuild.Standing;
import io.syncline.schemas.ops.Comparison;
import io.syncline.schemas.ops.Generation;
import io.syncline.service.config.SynclineConfig;
import io.syncline.topology.replay.WhatIf.Effect;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Says what became of a rebuild, for people or for scripts. */
final class RebuildReport {

    private static final int NAMED_MAX = 5;

    private final PrintWriter out;
    private final boolean json;

    RebuildReport(CommandSpec spec, boolean json) {
        this.out = spec.commandLine().getOut();
        this.json = json;
    }

    void started(Generation started) {
        int number = started.getNumber();
        say(started, "Generation " + number + " is started. "
                + (started.getBuild().isEmpty()
                        ? "The merge processes that run take it up by themselves."
                        : "Start merge with the setting merge.build: " + started.getBuild() + ".")
                + "\n  how far it is: deploy/syncline rebuild status"
                + "\n  once it has caught up: deploy/syncline rebuild compare " + number
                + "\n  or both at once: deploy/syncline rebuild promote " + number
                + " --when-equal");
    }

    void standings(List<Standing> standings) {
        if (json) {
            print(Json.ofAll(standings.stream().map(RebuildJson::of).toList()));
        } else {
            standings.forEach(standing -> lines(standing).forEach(this::print));
        }
    }

    void compared(Compared compared, boolean values) {
        if (json) {
            print(Json.of(RebuildJson.of(compared, values)));
            return;
        }
        print(compared.sentence());
        compared.differences().forEach(one -> {
            print("  " + one.sentence());
            if (values) {
                one.values()
                        .forEach(field -> print("    " + field.field() + ": published '"
                                + field.here() + "', folded '" + field.there() + "'"));
            }
        });
    }

    void promoted(Generation promoted) {
        say(promoted, "Generation " + promoted.getNumber()
                + " runs. Writes that only its rules want"
                + " wait; let them out: deploy/syncline rebuild release"
                + "\nThe former one folds on in silence; take it back with: deploy/syncline rebuild"
                + " promote <its number>, or give it up: deploy/syncline rebuild abandon <its"
                + " number>");
    }

    void abandoned(int number, List<String> topics) {
        if (json) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("number", number);
            values.put("deleted", topics);
            print(Json.of(values));
        } else {
            print("Generation " + number + " is abandoned; " + topics.size()
                    + " topics are deleted.");
        }
    }

    void republished(int items) {
        if (!json) {
            print("Merge was told to publish " + Figures.number(items)
                    + " items anew; it does so as it"
                    + " comes to them.");
        }
    }

    void published(String name, Published published, SynclineConfig config) {
        if (json) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("topic", published.topic());
            values.put("items", published.items());
            print(Json.of(values));
            return;
        }
        print(Figures.number(published.items()) + " items stand on " + published.topic()
                + ". Read them as merged, with any subscriber, or:"
                + "\n  kcat -C -e -b " + config.kafka().bootstrapServers() + " -t "
                + published.topic() + " -s value=avro -r " + config.registry().url()
                + "\nDelete them: deploy/syncline rebuild drop " + name);
    }

    void dropped(String topic) {
        if (json) {
            print(Json.of(Map.of("deleted", topic)));
        } else {
            print(topic + " is deleted.");
        }
    }

    void foreseen(Foreseen foreseen) {
        if (json) {
            print(Json.of(RebuildJson.of(foreseen)));
            return;
        }
        print(foreseen.sentence());
        for (Effect effect : Effect.values()) {
            if (foreseen.count(effect) > 0) {
                print("  " + title(effect) + ": " + Figures.number(foreseen.count(effect)) + " ("
                        + String.join(", ", foreseen.examples(effect)
                                .stream()
                                .limit(NAMED_MAX)
                                .toList())
                        + (foreseen.count(effect) > NAMED_MAX ? ", ...)" : ")"));
            }
        }
        print("Nothing was written. This is what the journal comes to with that from its"
                + " beginning; a policy that is set from now on leaves what was decided before.");
    }

    void say(Generation generation, String text) {
        print(json ? Json.of(RebuildJson.of(generation)) : text);
    }

    private void print(String text) {
        out.println(text);
        out.flush();
    }

    private static List<String> lines(Standing standing) {
        Generation generation = standing.generation();
        String first = "generation " + generation.getNumber() + "  " + state(generation)
                + (generation.getBuild().isEmpty() ? "" : "  build " + generation.getBuild())
                + generation.getStep().map(step -> "  (" + step + ")").orElse("");
        List<String> lines = new ArrayList<>(List.of(first));
        if (state(generation).equals("abandoned")) {
            return lines;
        }
        if (standing.noted() > 0 && !standing.hasCaughtUp()) {
            lines.add("  folded " + Figures.number(standing.folded()) + " of "
                    + Figures.number(standing.noted()) + " ("
                    + Figures.percent(standing.folded(), standing.noted()) + " %)");
        }
        lines.add("  behind by " + Figures.number(standing.lag()) + " records, "
                + Figures.number(Math.round(standing.rate())) + "/s"
                + standing.left().map(left -> ", " + Figures.time(left) + " left").orElse("")
                + (standing.members() == 0
                        ? "; no process runs it: start merge" + (generation.getBuild().isEmpty()
                                ? ""
                                : " with the setting merge.build: " + generation.getBuild())
                        : ""));
        standing.withheld()
                .ifPresent(items -> lines.addAll(items == 0
                        ? List.of()
                        : List.of("  " + Figures.number(items) + (items == 1
                                ? " contact has writes that wait"
                                : " contacts have writes that wait")
                                + "; let them out: deploy/syncline rebuild release")));
        generation.getComparison()
                .ifPresent(compared -> lines.add("  compared at "
                        + compared.getAt() + ": " + sentence(compared)));
        return lines;
    }

    private static String title(Effect effect) {
        return switch (effect) {
            case CREATED_IN_MAILBOX -> "created in a mailbox";
            case CHANGED_IN_MAILBOX -> "changed in a mailbox";
            case DELETED_IN_MAILBOX -> "deleted in a mailbox";
            case CREATED_IN_CRM -> "created in the CRM";
            case CHANGED_IN_CRM -> "changed in the CRM";
            case DELETED_IN_CRM -> "deleted in the CRM";
        };
    }

    private static String sentence(Comparison compared) {
        return Figures.number(compared.getEqual()) + " equal, "
                + Figures.number(compared.getDiffering()) + " differ, "
                + Figures.number(compared.getMissing()) + " missing, "
                + Figures.number(compared.getExtra()) + " too many, "
                + Figures.number(compared.getMoving()) + " were changing";
    }

    private static String state(Generation generation) {
        return generation.getState().name().toLowerCase(Locale.ROOT);
    }
}
