package io.syncline.console.rebuild;

import io.syncline.schemas.ops.Comparison;
import io.syncline.schemas.ops.Generation;
import io.syncline.topology.replay.WhatIf.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a rebuild came to, as values for scripts. Times are ISO-8601, durations are seconds. */
public final class RebuildJson {

    private RebuildJson() {}

    public static Map<String, Object> of(Generation generation) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("number", generation.getNumber());
        values.put("build", generation.getBuild());
        values.put("state", generation.getState().name().toLowerCase(Locale.ROOT));
        values.put("startedBy", generation.getStartedBy());
        values.put("startedAt", generation.getStartedAt().toString());
        values.put("step", generation.getStep().orElse(""));
        values.put("promotedAt", generation.getPromotedAt().map(Instant::toString).orElse(""));
        generation.getComparison().ifPresent(compared -> values.put("comparison", of(compared)));
        return values;
    }

    public static Map<String, Object> of(Standing standing) {
        Map<String, Object> values = of(standing.generation());
        values.put("running", standing.running());
        values.put("folded", standing.folded());
        values.put("noted", standing.noted());
        values.put("lag", standing.lag());
        values.put("ratePerSecond", Math.round(standing.rate()));
        values.put("secondsLeft", standing.left().map(Duration::toSeconds).orElse(0L));
        values.put("threads", standing.members());
        standing.withheld().ifPresent(items -> values.put("withheld", items));
        return values;
    }

    /** @param shown whether the values that differ are */
    public static Map<String, Object> of(Compared compared, boolean shown) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            values.put(verdict.name().toLowerCase(Locale.ROOT), compared.count(verdict));
        }
        values.put("renumbered", compared.behind().size());
        values.put("passed", compared.isEqual());
        values.put("differences", compared.differences()
                .stream()
                .map(one -> of(one, shown))
                .toList());
        return values;
    }

    public static Map<String, Object> of(Foreseen foreseen) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("items", foreseen.items());
        Map<String, Object> examples = new LinkedHashMap<>();
        for (Effect effect : Effect.values()) {
            values.put(effect.text(), foreseen.count(effect));
            examples.put(effect.text(), foreseen.examples(effect));
        }
        values.put("examples", examples);
        return values;
    }

    private static Map<String, Object> of(Comparison compared) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("at", compared.getAt().toString());
        values.put("equal", compared.getEqual());
        values.put("differing", compared.getDiffering());
        values.put("missing", compared.getMissing());
        values.put("extra", compared.getExtra());
        values.put("moving", compared.getMoving());
        values.put("examples", compared.getExamples());
        return values;
    }

    private static Map<String, Object> of(Difference difference, boolean shown) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("item", difference.key());
        values.put("verdict", difference.verdict().name().toLowerCase(Locale.ROOT));
        values.put("fields", shown
                ? difference.values().stream().map(RebuildJson::of).toList()
                : difference.values().stream().map(Difference.Values::field).toList());
        return values;
    }

    private static Map<String, String> of(Difference.Values field) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("field", field.field());
        values.put("published", field.here());
        values.put("folded", field.there());
        return values;
    }
}
