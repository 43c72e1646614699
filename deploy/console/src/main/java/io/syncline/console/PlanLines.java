package io.syncline.console;

import io.syncline.schemas.bootstrap.SchemaPlan;
import io.syncline.schemas.bootstrap.TopicPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differs from the catalogue, as lines for people and as values for scripts. */
final class PlanLines {

    private PlanLines() {}

    static List<String> of(TopicPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.steps().forEach(step -> lines.addAll(switch (step) {
            case TopicPlan.Create(String topic, int partitions, short replicas, Map<String, String> settings) ->
                List
                        .of("create  " + topic + "  " + counted(partitions, "partition") + ", "
                                + counted(replicas, "replica") + ", " + new TreeMap<>(settings));
            case TopicPlan.Configure(String topic, Map<String, TopicPlan.Difference> settings) ->
                changed(
                        topic, settings);
            case TopicPlan.Refuse refuse -> List.of("refuse  " + refuse.reason());
        }));
        plan.foreign()
                .forEach(topic -> lines.add("leave   " + topic
                        + "  nobody declares it; it stays as it is"));
        if (plan.isEmpty()) {
            lines.add("The broker has every topic as the catalogue wants it.");
        }
        return lines;
    }

    static List<String> of(SchemaPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.steps().forEach(step -> lines.add(switch (step) {
            case SchemaPlan.Level(String now, String wanted) -> "set     compatibility from "
                    + now + " to " + wanted;
            case SchemaPlan.Register register -> "register " + register.topic().subject()
                    + "  version " + register.version();
            case SchemaPlan.Refuse refuse -> "refuse  " + refuse.topic().subject() + "  "
                    + String.join("; ", refuse.reasons());
        }));
        if (plan.isEmpty()) {
            lines.add("The registry has every schema as the catalogue wants it.");
        }
        return lines;
    }

    static Map<String, Object> values(TopicPlan plan) {
        List<Map<String, Object>> create = new ArrayList<>();
        List<Map<String, Object>> configure = new ArrayList<>();
        List<Map<String, Object>> refuse = new ArrayList<>();
        plan.steps().forEach(step -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("topic", step.topic());
            switch (step) {
                case TopicPlan.Create made -> {
                    values.put("partitions", made.partitions());
                    values.put("replicas", made.replicas());
                    values.put("settings", new TreeMap<>(made.settings()));
                    create.add(values);
                }
                case TopicPlan.Configure changed -> {
                    Map<String, Object> settings = new TreeMap<>();
                    changed.settings()
                            .forEach((name, one) -> settings.put(name,
                                    Map.of("now", one.now(), "wanted", one.wanted())));
                    values.put("settings", settings);
                    configure.add(values);
                }
                case TopicPlan.Refuse refused -> {
                    values.put("reason", refused.reason());
                    refuse.add(values);
                }
            }
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("create", create);
        all.put("configure", configure);
        all.put("refuse", refuse);
        all.put("leave", plan.foreign());
        return all;
    }

    static Map<String, Object> values(SchemaPlan plan) {
        Map<String, Object> all = new LinkedHashMap<>();
        List<Map<String, Object>> register = new ArrayList<>();
        List<Map<String, Object>> refuse = new ArrayList<>();
        all.put("compatibility", Map.of());
        plan.steps().forEach(step -> {
            switch (step) {
                case SchemaPlan.Level(String now, String wanted) -> all.put("compatibility",
                        Map.of("now", now, "wanted", wanted));
                case SchemaPlan.Register one -> register.add(Map.of("subject",
                        one.topic().subject(), "version", one.version()));
                case SchemaPlan.Refuse one -> refuse.add(Map.of("subject",
                        one.topic().subject(), "reasons", one.reasons()));
            }
        });
        all.put("register", register);
        all.put("refuse", refuse);
        return all;
    }

    private static List<String> changed(String topic,
            Map<String, TopicPlan.Difference> settings) {
        return new TreeMap<>(settings).entrySet()
                .stream()
                .map(entry -> "change  " + topic + "  " + entry.getKey() + " from "
                        + (entry.getValue().now().isEmpty() ? "nothing" : entry.getValue().now())
                        + " to " + entry.getValue().wanted())
                .toList();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
