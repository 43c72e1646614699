package io.syncline.simulation.play;

import io.syncline.schemas.contact.Capability;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Preference;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Translated;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.model.Dialect;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What operators decide. */
final class OperatorActions {

    /** The only field for which policies are decided here. */
    static final String POLICED = "department";
    private static final String HELD = "deletes-held";
    private static final String AMBIGUOUS = "ambiguous-match";

    private OperatorActions() {}

    static void decideDeletes(World world, Dice dice) {
        dice.one(alerts(world, HELD))
                .ifPresent(alert -> decideDeletes(world, place(alert),
                        dice.oneIn(2)));
    }

    /** Decides about everything that is held anywhere. */
    static void decideAll(World world, Dice dice) {
        alerts(world, HELD).stream()
                .map(OperatorActions::place)
                .distinct()
                .forEach(place -> decideDeletes(world, place, dice.oneIn(2)));
        alerts(world, AMBIGUOUS).forEach(alert -> own(world, alert));
    }

    /** Decides about every single delete that is held, now that all is at rest. */
    static void decideOneByOne(World world, Dice dice) {
        latest(world).filter(merged -> merged.getHeldDelete().isPresent()).forEach(held -> {
            boolean approved = dice.oneIn(2);
            Place place = place(held);
            world.say("delete of " + held.getItem() + (approved ? " approved" : " rejected"));
            if (approved) {
                world.people().approved(place + "/" + held.getItem());
            }
            decide(world, decision(world, place, approved
                    ? DecisionKind.DELETES_APPROVED
                    : DecisionKind.DELETES_REJECTED).setItem(held.getItem()));
        });
    }

    /** What stands on the merged topic of every item. */
    static Stream<Merged> latest(World world) {
        Map<String, Merged> latest = new LinkedHashMap<>();
        world.topics()
                .all(TopicCatalogue.MERGED)
                .forEach(entry -> latest.put(entry.keyText(),
                        entry.read(TopicCatalogue.MERGED, Merged.class)));
        return latest.values().stream();
    }

    static void decideMatch(World world, Dice dice) {
        dice.one(alerts(world, AMBIGUOUS)).ifPresent(alert -> decideMatch(world, dice, alert));
    }

    /** A stranger may be any other that lives there; whoever is known not to be is one of its own. */
    private static void decideMatch(World world, Dice dice, Alert alert) {
        String item = alert.getItem().orElseThrow();
        List<String> strangers = latest(world)
                .filter(merged -> place(merged).equals(place(alert)) && !merged.getDeleted())
                .filter(merged -> isStranger(merged.getContact()))
                .map(Merged::getItem)
                .filter(other -> !other.equals(item))
                .toList();
        boolean isOwn = !isAboutStranger(world, alert) || dice.oneIn(2);
        Optional<String> other = isOwn ? Optional.empty() : dice.one(strangers);
        other.ifPresentOrElse(same -> {
            world.say(item + " is " + same);
            decide(world, decision(world, place(alert), DecisionKind.MATCHED).setItem(item)
                    .setSameAs(same));
        }, () -> own(world, alert));
    }

    private static boolean isAboutStranger(World world, Alert alert) {
        return world.topics()
                .all(TopicCatalogue.JOURNAL)
                .stream()
                .map(entry -> entry.read(TopicCatalogue.JOURNAL, JournalEntry.class))
                .filter(entry -> alert.getCauseId().equals(Optional.of(entry.getEventId())))
                .flatMap(entry -> Stream.concat(
                        entry.getEdited().map(Edited::getContact).stream(),
                        entry.getObserved()
                                .flatMap(Observed::getItem)
                                .map(Reading::getContact)
                                .stream()))
                .anyMatch(OperatorActions::isStranger);
    }

    private static boolean isStranger(Contact contact) {
        return contact.getEmailAddresses()
                .stream()
                .anyMatch(email -> email.getAddress().startsWith(Person.STRANGERS));
    }

    static void policy(World world, Dice dice) {
        Place place = dice.one(world.places()).orElseThrow();
        Direction direction = Direction.values()[dice.below(Direction.values().length)];
        Preference preference = Preference.values()[dice.below(Preference.values().length)];
        Direction deletes = dice.oneIn(3)
                ? Direction.values()[dice.below(Direction.values().length)]
                : Direction.BOTH;
        boolean forTenant = dice.oneIn(2);
        if (world.policy(place.tenant()).isDefault()) {
            TenantPolicy.only(deletes).ifPresent(side -> {
                world.people().deletesTakenOnlyFrom(place.toString(), side);
                if (forTenant) {
                    world.others(place)
                            .forEach(other -> world.people()
                                    .deletesTakenOnlyFrom(other.toString(), side));
                }
            });
        }
        world.say("policy of " + place + (forTenant ? " and its tenant" : "") + ": " + direction
                + " " + preference);
        world.policed(POLICED);
        decide(world, decision(world, place, DecisionKind.POLICY)
                .setMailbox(forTenant ? null : place.mailbox())
                .setPolicy(Policy.newBuilder()
                        .setFields(List.of(world.policy(place.tenant()).ofField(),
                                new FieldPolicy(POLICED, direction, preference)))
                        .setDeletes(world.policy(place.tenant()).isDefault()
                                ? deletes
                                : world.policy(place.tenant()).deletes())
                        .build()));
    }

    /** What the tenants decide before anything happens. */
    static void decideAtFirst(World world) {
        for (Place place : world.places()) {
            TenantPolicy policy = world.policy(place.tenant());
            if (!policy.isDefault()) {
                world.say("policy of " + place + ": " + policy);
                world.policed(TenantPolicy.FIELD);
                world.people().promise(place.toString(), policy.promise());
                decide(world, decision(world, place, DecisionKind.POLICY)
                        .setPolicy(Policy.newBuilder()
                                .setFields(List.of(policy.ofField()))
                                .setDeletes(policy.deletes())
                                .build()));
            }
        }
        ServiceActions.drainStreams(world);
    }

    static void switchMailbox(World world, Dice dice) {
        Place place = dice.one(world.places()).orElseThrow();
        boolean disabled = dice.oneIn(2);
        world.say(place + (disabled ? " is disabled" : " is enabled"));
        decide(world, decision(world, place,
                disabled ? DecisionKind.DISABLED : DecisionKind.ENABLED));
    }

    /** The mailbox is left alone from now on, and what we made in it goes; the CRM keeps it. */
    static void removeSynced(World world, Place place) {
        world.say("what we made in " + place + " is removed");
        decide(world, decision(world, place, DecisionKind.DISABLED));
        decide(world, decision(world, place, DecisionKind.REMOVE_SYNCED));
    }

    static void enable(World world, Place place) {
        decide(world, decision(world, place, DecisionKind.ENABLED));
    }

    /**
     * A mailbox is reached through its other provider: the source stops, then the journal receives what
     * the mailbox can hold now, the new ids, and that this is all (rule R21).
     */
    static void migrate(World world, Dice dice) {
        Place place = dice.one(world.places()).orElseThrow();
        boolean idle = world.sink().untold().isEmpty()
                && !world.sequence().waiting().contains(TopicCatalogue.WRITE_RESULTS);
        if (world.provider(place).dialect() == Dialect.GRAPH || !idle) {
            return; // What the sink has done must stand in the journal before.
        }
        world.say(place + " migrates");
        Dialect before = world.provider(place).dialect();
        world.migrate(place);
        observe(world, place, observed(world, place, ObservedKind.CAPABILITIES)
                .setCapabilities(Fields.entriesMax()
                        .entrySet()
                        .stream()
                        .map(entry -> new Capability(entry.getKey(), entry.getValue()))
                        .toList()));
        for (ModelMailbox.Item item : world.mailbox(place).all()) {
            boolean found = world.people()
                    .marked(item.shown(Fields.MARK))
                    .filter(Person::isMet)
                    .filter(person -> person.kind() == Person.Kind.EDITED)
                    .isPresent();
            if (item.deleted() || !found || !dice.oneIn(8)) {
                observe(world, place, observed(world, place, ObservedKind.TRANSLATED)
                        .setTranslated(new Translated(before.provider(), before.known(item),
                                Dialect.GRAPH.external(item))));
            }
        }
        observe(world, place, observed(world, place, ObservedKind.MIGRATED));
    }

    private static void decideDeletes(World world, Place place, boolean approved) {
        world.say("deletes of " + place + (approved ? " approved" : " rejected"));
        decide(world, decision(world, place, approved
                ? DecisionKind.DELETES_APPROVED
                : DecisionKind.DELETES_REJECTED));
    }

    /** It is a person of its own. */
    private static void own(World world, Alert alert) {
        decide(world, decision(world, place(alert), DecisionKind.MATCHED)
                .setItem(alert.getItem().orElseThrow()));
    }

    private static List<Alert> alerts(World world, String code) {
        return world.topics()
                .all(TopicCatalogue.ALERTS)
                .stream()
                .map(entry -> entry.read(TopicCatalogue.ALERTS, Alert.class))
                .filter(alert -> alert.getCode().equals(code))
                .toList();
    }

    static Place place(Merged merged) {
        return new Place(merged.getTenant(), merged.getMailbox());
    }

    private static Place place(Alert alert) {
        return new Place(alert.getTenant().orElseThrow(), alert.getMailbox().orElseThrow());
    }

    static Decision.Builder decision(World world, Place place, DecisionKind kind) {
        return Decision.newBuilder()
                .setTenant(place.tenant())
                .setMailbox(place.mailbox())
                .setEventId("decision-" + world.topics().end(TopicCatalogue.DECISIONS))
                .setDecidedBy("operator")
                .setKind(kind);
    }

    static void decide(World world, Decision.Builder decision) {
        Decision decided = decision.build();
        world.topics()
                .append(TopicCatalogue.DECISIONS, RecordKey.prefix(decided.getTenant(),
                        decided.getMailbox().orElse("")), decided, world.now().toEpochMilli());
    }

    private static Observed.Builder observed(World world, Place place, ObservedKind kind) {
        return Observed.newBuilder()
                .setTenant(place.tenant())
                .setMailbox(place.mailbox())
                .setProvider(Dialect.GRAPH.provider())
                .setEventId("migration-" + world.topics().end(TopicCatalogue.OBSERVED))
                .setKind(kind);
    }

    private static void observe(World world, Place place, Observed.Builder fact) {
        world.topics()
                .append(TopicCatalogue.OBSERVED,
                        new RecordKey(place.tenant(), place.mailbox(), "").text(), fact.build(),
                        world.now().toEpochMilli());
    }
}
