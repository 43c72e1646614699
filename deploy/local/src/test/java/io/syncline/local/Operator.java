package io.syncline.local;

import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.play.Place;
import io.syncline.simulation.play.Workplace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An operator, who hears alerts and writes decisions. */
final class Operator {

    private static final String HELD = "deletes-held";
    private static final String AMBIGUOUS = "ambiguous-match";

    private final Workplace world;
    private final BrokerWatch watch;
    private final Publisher publisher;
    private final Set<Alert> decided = new HashSet<>();

    Operator(Workplace world, BrokerWatch watch, Publisher publisher) {
        this.world = world;
        this.watch = watch;
        this.publisher = publisher;
    }

    void decideDeletes(Dice dice) {
        dice.one(watch.alerts(HELD)).ifPresent(alert -> decideDeletes(place(alert), dice));
    }

    void decideMatch(Dice dice) {
        dice.one(watch.alerts(AMBIGUOUS)).ifPresent(this::own);
    }

    /** Decides about whatever an alert has told of since the last time; false if there was none. */
    boolean decideAll(Dice dice) {
        List<Alert> held = open(HELD);
        List<Alert> ambiguous = open(AMBIGUOUS);
        held.stream()
                .map(Operator::place)
                .distinct()
                .forEach(place -> decideDeletes(place, dice));
        ambiguous.forEach(this::own);
        decided.addAll(held);
        decided.addAll(ambiguous);
        return !held.isEmpty() || !ambiguous.isEmpty();
    }

    void disable(Place place) {
        world.say(place + " is disabled");
        decide(decision(place, DecisionKind.DISABLED));
    }

    void enable(Place place) {
        world.say(place + " is enabled");
        decide(decision(place, DecisionKind.ENABLED));
    }

    private List<Alert> open(String code) {
        return watch.alerts(code).stream().filter(alert -> !decided.contains(alert)).toList();
    }

    private void decideDeletes(Place place, Dice dice) {
        boolean approved = dice.oneIn(2);
        if (!approved) {
            world.people().rejectedAt(place.toString());
        }
        world.say("deletes of " + place + (approved ? " approved" : " rejected"));
        decide(decision(place, approved
                ? DecisionKind.DELETES_APPROVED
                : DecisionKind.DELETES_REJECTED));
    }

    /** It is a person of its own. */
    private void own(Alert alert) {
        decide(decision(place(alert), DecisionKind.MATCHED)
                .setItem(alert.getItem().orElseThrow()));
    }

    private static Place place(Alert alert) {
        return new Place(alert.getTenant().orElseThrow(), alert.getMailbox().orElseThrow());
    }

    private static Decision.Builder decision(Place place, DecisionKind kind) {
        return Decision.newBuilder()
                .setTenant(place.tenant())
                .setMailbox(place.mailbox())
                .setEventId("decision-" + UUID.randomUUID())
                .setDecidedBy("operator")
                .setKind(kind);
    }

    private void decide(Decision.Builder decision) {
        Decision decided = decision.build();
        publisher.send(TopicCatalogue.DECISIONS,
                RecordKey.prefix(decided.getTenant(), decided.getMailbox().orElse("")), decided);
    }
}
