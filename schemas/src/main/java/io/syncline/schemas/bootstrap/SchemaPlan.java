package io.syncline.schemas.bootstrap;

import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the schemas of a registry differ from those of the topics that are wanted. Versions that the registry
 * holds besides, older or newer, stay: a registry never forgets, and a newer one is a later build's.
 *
 * @param steps the compatibility level first, then in order of the subjects
 */
public record SchemaPlan(List<Step> steps) {

    public SchemaPlan {
        steps = List.copyOf(steps);
    }

    /** One difference. */
    public sealed interface Step {}

    /** The registry lets in what old or new readers could not read. */
    public record Level(String now, String wanted) implements Step {}

    /** A schema is missing; it becomes this version of its subject. */
    public record Register(Topic topic, int version) implements Step {}

    /** A schema is missing, and the registry says that it does not fit the versions it holds. */
    public record Refuse(Topic topic, List<String> reasons) implements Step {}

    /** Compares; changes nothing. What would be registered is shown to the registry first. */
    public static SchemaPlan of(RegistryClient registry, Collection<Topic> wanted) {
        List<Step> steps = new ArrayList<>();
        String level = registry.compatibility();
        if (!level.equals(Bootstrap.COMPATIBILITY)) {
            steps.add(new Level(level, Bootstrap.COMPATIBILITY));
        }
        wanted.stream()
                .sorted(Comparator.comparing(Topic::name))
                .filter(topic -> !registry.holds(topic.subject(), topic.value()))
                .map(topic -> missing(registry, topic))
                .forEach(steps::add);
        return new SchemaPlan(steps);
    }

    /** Whether everything is as it is wanted. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** What stands in the way; while there is any, nothing is registered. */
    public List<Refuse> refused() {
        return steps.stream()
                .filter(Refuse.class::isInstance)
                .map(Refuse.class::cast)
                .toList();
    }

    /**
     * Sets the level, has every missing schema checked under it, and registers them only if all fit.
     *
     * @throws IllegalStateException saying what does not fit, or that the registry keeps another level
     */
    public void apply(RegistryClient registry) {
        requireNothingRefused();
        List<Topic> missing = steps.stream()
                .filter(Register.class::isInstance)
                .map(step -> ((Register) step).topic())
                .toList();
        if (steps.stream().anyMatch(Level.class::isInstance)) {
            Bootstrap.setCompatibility(registry);
            SchemaPlan.of(registry, missing).requireNothingRefused();
        }
        missing.forEach(topic -> registry.register(topic.subject(), topic.value()));
    }

    private void requireNothingRefused() {
        if (!refused().isEmpty()) {
            throw new IllegalStateException("No schema was registered: " + refused().stream()
                    .map(refuse -> refuse.topic().subject() + ": "
                            + String.join(", ", refuse.reasons()))
                    .collect(Collectors.joining("; ")));
        }
    }

    private static Step missing(RegistryClient registry, Topic topic) {
        int versions = registry.versions(topic.subject());
        List<String> reasons = versions == 0
                ? List.of()
                : registry.incompatibilities(topic.subject(), topic.value());
        return reasons.isEmpty() ? new Register(topic, versions + 1) : new Refuse(topic, reasons);
    }
}
