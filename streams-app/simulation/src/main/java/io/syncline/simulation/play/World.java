package io.syncline.simulation.play;

import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Rule;
import io.syncline.core.merge.Rules;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.model.Dialect;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fault;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelCrm;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.model.ModelProvider;
import io.syncline.simulation.truth.People;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one history: two tenants with mailboxes and a CRM each, the topics, the services, and
 * what people did. Time is virtual; every choice comes from dice.
 */
public final class World implements Workplace, AutoCloseable {

    static {
        // Before anything here touches a generated class.
        AvroTrust.install();
    }

    static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
    private static final int SKEW_SECONDS = 600;

    private final Topics topics = new Topics();
    private final Tally tally = new Tally();
    private final People people = new People();
    private final Map<Place, ModelMailbox> mailboxes = new LinkedHashMap<>();
    private final Map<Place, ModelProvider> providers = new LinkedHashMap<>();
    private final Map<Place, SourceActor> sources = new LinkedHashMap<>();
    private final Map<String, ModelCrm> crms = new LinkedHashMap<>();
    private final Map<String, Integer> followed = new LinkedHashMap<>();
    private final StreamsApp sequence;
    private final StreamsApp merge;
    private final Optional<Takeovers> takeovers;
    private final SinkActor sink;
    private final Watch watch;
    private final List<String> story = new ArrayList<>();
    private final Set<String> policed = new TreeSet<>();
    private final Map<String, TenantPolicy> policies = new LinkedHashMap<>();
    private Instant now = START;

    /**
     * @param rules by which merge decides: the sync protocol, or what a test leaves of it
     * @param rebuilds dice for other generations of merge that come and go; empty: there is one
     */
    public World(Dice dice, Rules rules, Optional<Dice> rebuilds) {
        for (Place place : places()) {
            ModelMailbox mailbox = new ModelMailbox(skew(dice));
            ModelProvider provider = new ModelProvider(mailbox,
                    dice.oneIn(3) ? Dialect.EWS : Dialect.GRAPH, () -> now,
                    fault -> tally.hit(fault.name()));
            mailboxes.put(place, mailbox);
            providers.put(place, provider);
            sources.put(place, new SourceActor(place, provider));
            crms.computeIfAbsent(place.tenant(), tenant -> new ModelCrm(tenant,
                    ModelCrm.Style.values()[dice.below(ModelCrm.Style.values().length)],
                    skew(dice)));
            followed.put(place.tenant(), 0);
            policies.computeIfAbsent(place.tenant(), tenant -> TenantPolicy.any(dice));
        }
        Fold fold = new Fold(new Rules(rules.rows()
                .stream()
                .<Rule<?>>map(row -> row.toldTo(tally::hit))
                .toList()));
        sequence = Applications.sequence(topics);
        merge = Applications.merge(topics, fold, 1);
        takeovers = rebuilds.map(own -> new Takeovers(this, new Fold(rules), own));
        sink = new SinkActor(topics, this::provider, place -> source(place).ref());
        watch = new Watch(topics, people, this::say);
    }

    @Override
    public void close() {
        sequence.close();
        merge.close();
        takeovers.ifPresent(Takeovers::close);
    }

    Topics topics() {
        return topics;
    }

    @Override
    public People people() {
        return people;
    }

    /** What was hit. */
    public Tally tally() {
        return tally;
    }

    /** What happened, for people. */
    public List<String> story() {
        return story;
    }

    @Override
    public MailboxDesk mailboxDesk(Place place) {
        return new ModelMailboxDesk(mailbox(place), now);
    }

    @Override
    public CrmDesk crmDesk(Place place) {
        return new ModelCrmDesk(crm(place.tenant()), place.mailbox(), now);
    }

    @Override
    public void letRead(Place place) {
        source(place).finishRound(topics, now);
        ServiceActions.drainStreams(this);
    }

    ModelMailbox mailbox(Place place) {
        return required(mailboxes.get(place));
    }

    ModelProvider provider(Place place) {
        return required(providers.get(place));
    }

    SourceActor source(Place place) {
        return required(sources.get(place));
    }

    ModelCrm crm(String tenant) {
        return required(crms.get(tenant));
    }

    TenantPolicy policy(String tenant) {
        return required(policies.get(tenant));
    }

    List<ModelCrm> crms() {
        return List.copyOf(crms.values());
    }

    StreamsApp sequence() {
        return sequence;
    }

    StreamsApp merge() {
        return merge;
    }

    /** All generations of merge, the first one first. */
    List<StreamsApp> merges() {
        List<StreamsApp> merges = new ArrayList<>(List.of(merge));
        takeovers.ifPresent(others -> merges.addAll(others.others()));
        return merges;
    }

    /** Their numbers, in order. */
    Set<Integer> generations() {
        return takeovers.map(Takeovers::numbers).orElse(Set.of(1));
    }

    /** The other generations of merge, where such are played. */
    Optional<Takeovers> takeovers() {
        return takeovers;
    }

    SinkActor sink() {
        return sink;
    }

    Instant now() {
        return now;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void say(String text) {
        story.add(Duration.between(START, now).toMillis() + " " + text);
    }

    @Override
    public void happened(Fault fault) {
        tally.hit(fault.name());
    }

    /** A policy was decided for a field. */
    void policed(String field) {
        policed.add(field);
    }

    /** The mailbox is reached through its other provider; its source begins anew. */
    void migrate(Place place) {
        Dialect before = provider(place).dialect();
        provider(place).speak(Dialect.GRAPH);
        sources.put(place, new SourceActor(place, provider(place), source(place),
                id -> Dialect.GRAPH.translated(before, id)));
    }

    /** Checks what must stand now that everything has come to rest. */
    void checkAtRest() {
        List<Map<String, String>> everywhere = new ArrayList<>();
        places().forEach(place -> {
            everywhere.addAll(inMailbox(place));
            everywhere.addAll(inCrm(place));
        });
        places().forEach(place -> people.checkAtRest(place.toString(), inMailbox(place),
                inCrm(place), everywhere, isVersioned(place), policed));
        people.checkHistory();
    }

    @Override
    public boolean isVersioned(Place place) {
        return crm(place.tenant()).style() != ModelCrm.Style.WHOLE_WITHOUT_VERSION;
    }

    private List<Map<String, String>> inMailbox(Place place) {
        return mailbox(place).alive().stream().map(ModelMailbox.Item::fields).toList();
    }

    private List<Map<String, String>> inCrm(Place place) {
        return crm(place.tenant()).alive(place.mailbox())
                .stream()
                .map(ModelCrm.Record::fields)
                .toList();
    }

    /** Commits, and checks what became visible. */
    void commit(StreamsApp app, Instant at) {
        app.commit(at);
        watch.look();
    }

    /** Checks what mailboxes show. */
    void checkMailboxes() {
        mailboxes.forEach((place, mailbox) -> people.checkMailbox(place.toString(),
                onceEach(mailbox.alive())));
    }

    /**
     * What a create made twice, for want of an answer, stands twice until it is found; an alert must have
     * told of it when everything has come to rest (R17).
     */
    private static List<Map<String, String>> onceEach(List<ModelMailbox.Item> living) {
        Map<String, Map<String, String>> byObject = new LinkedHashMap<>();
        living.forEach(item -> byObject.putIfAbsent(item.shown(Fields.MARK) + " "
                + (item.stamp().isEmpty() ? item.id() : item.stamp()), item.fields()));
        return List.copyOf(byObject.values());
    }

    /** Hands the next change to a CRM; false if there is none. */
    boolean follow(String tenant) {
        int next = followed.getOrDefault(tenant, 0);
        if (next >= topics.end(TopicCatalogue.CHANGES)) {
            return false;
        }
        followed.put(tenant, next + 1);
        watch.change(next)
                .filter(change -> change.getTenant().equals(tenant))
                .ifPresent(change -> say("CRM takes in " + crm(tenant).follow(change)));
        return true;
    }

    /** A CRM dies, and reads again what it had read since its last commit. */
    void forgetFollowed(String tenant, int records) {
        followed.computeIfPresent(tenant, (key, next) -> Math.max(0, next - records));
    }

    private static Duration skew(Dice dice) {
        return Duration.ofSeconds(dice.below(2 * SKEW_SECONDS + 1) - SKEW_SECONDS);
    }

    private static <T> T required(@Nullable T found) {
        return Optional.ofNullable(found)
                .orElseThrow(() -> new IllegalStateException("Not in this world"));
    }

    /** All places, for whoever does something everywhere. */
    Stream<Place> everywhere() {
        return places().stream();
    }
}
