package io.syncline.local;

import io.syncline.local.demo.Outlook;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.TwoTenants;
import io.syncline.local.stack.Workspace;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fault;
import io.syncline.simulation.play.CrmDesk;
import io.syncline.simulation.play.MailboxDesk;
import io.syncline.simulation.play.Place;
import io.syncline.simulation.play.Workplace;
import io.syncline.simulation.truth.People;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The world of a history with everything in a process of its own. One tenant's CRM is a process that
 * speaks to the gateway; the other's speaks Kafka, in one of the ways that a CRM may.
 */
final class BrokerWorld implements Workplace, AutoCloseable {

    private static final String GATEWAY_TENANT = "birch";
    private static final String KAFKA_TENANT = "acme";
    private static final int SEARCH_LAG_SECONDS = 1;
    /** Mailboxes are read often, and listed in full often enough to wait for. */
    private static final Map<String, Map<String, String>> SETTINGS = Map.of("source",
            Map.of("pollInterval", "PT0.25S", "pollIntervalIdle", "PT1S", "fullListingInterval",
                    "PT8S"),
            "sink", Map.of("searchLag", "PT2S"));
    /** As much slower is the model's time than this one. */
    private static final int TIMES_FASTER = 3;
    private static final Duration READ = Duration.ofMillis(300);

    private final Workspace workspace;
    private final Stack stack;
    private final Outlook outlook;
    private final io.syncline.local.demo.CrmDesk crm;
    private final KafkaCrm kafkaCrm;
    private final People people = new People();
    private final Map<Place, OutlookDesk> mailboxes = new LinkedHashMap<>();
    private final Map<String, Integer> happened = new TreeMap<>();
    private final List<String> story = new ArrayList<>();
    private final Instant started = Instant.now();

    /** Starts everything but the services. */
    BrokerWorld(Path folder, Dice dice) {
        workspace = Workspace.open(folder);
        stack = Stack.start(workspace, Path.of(System.getProperty("syncline.registry")),
                text -> {});
        outlook = new Outlook(stack.simulatorAdmin());
        crm = new io.syncline.local.demo.CrmDesk(stack.crm());
        kafkaCrm = new KafkaCrm(KAFKA_TENANT, dice, this::happened);
    }

    /** Starts the tenants, whose mailboxes are empty. */
    void startTenants() {
        stack.startSimulation(places().stream().map(BrokerWorld::address).toList());
        TwoTenants tenants = new TwoTenants(workspace);
        for (Place place : places()) {
            String address = address(place);
            outlook.addMailbox(address);
            String clients = outlook.addFolder(address, "Clients");
            mailboxes.put(place, new OutlookDesk(outlook, address, Map.of("contacts",
                    "folder-contacts", "clients", clients, "archive",
                    outlook.addFolder(address, "Archive"))));
            tenants.add(place.tenant(), address, clients);
        }
        outlook.lagSearches(SEARCH_LAG_SECONDS);
        stack.configure(tenants.write(GATEWAY_TENANT, SETTINGS));
    }

    Stack stack() {
        return stack;
    }

    Outlook outlook() {
        return outlook;
    }

    KafkaCrm kafkaCrm() {
        return kafkaCrm;
    }

    Map<Place, String> addresses() {
        Map<Place, String> addresses = new LinkedHashMap<>();
        mailboxes.forEach((place, mailbox) -> addresses.put(place, mailbox.address()));
        return addresses;
    }

    /** What happened, for people. */
    List<String> story() {
        return story;
    }

    /** How often which of the model's faults came to pass. */
    Map<String, Integer> faults() {
        return Map.copyOf(happened);
    }

    /** Whoever acts next finds both sides there. */
    void awaitDoors() {
        places().forEach(place -> {
            mailboxDesk(place).all();
            crmDesk(place).alive();
        });
    }

    /** Checks what mailboxes show, at any moment. */
    void checkMailboxes() {
        places().forEach(place -> people.checkMailbox(place.toString(), inMailbox(place)));
    }

    /** Checks what must stand now that everything has come to rest. */
    void checkAtRest() {
        List<Map<String, String>> everywhere = new ArrayList<>();
        places().forEach(place -> {
            everywhere.addAll(inMailbox(place));
            everywhere.addAll(inCrm(place));
        });
        places().forEach(place -> people.checkAtRest(place.toString(), inMailbox(place),
                inCrm(place), everywhere, isVersioned(place), Set.of()));
        people.checkHistory();
    }

    @Override
    public People people() {
        return people;
    }

    @Override
    public MailboxDesk mailboxDesk(Place place) {
        return Objects.requireNonNull(mailboxes.get(place));
    }

    @Override
    public CrmDesk crmDesk(Place place) {
        return place.tenant().equals(KAFKA_TENANT)
                ? kafkaCrm.desk(place.mailbox())
                : new HttpCrmDesk(crm, place.mailbox());
    }

    @Override
    public boolean isVersioned(Place place) {
        return place.tenant().equals(GATEWAY_TENANT) || kafkaCrm.isVersioned();
    }

    @Override
    public void pass(Duration time) {
        Waiting.letPass(time.dividedBy(TIMES_FASTER));
    }

    @Override
    public void letRead(Place place) {
        Waiting.letPass(READ);
    }

    @Override
    public void say(String text) {
        story.add(Duration.between(started, Instant.now()).toMillis() + " " + text);
    }

    @Override
    public void happened(Fault fault) {
        happened.merge(fault.name(), 1, Integer::sum);
    }

    @Override
    public void close() {
        outlook.close();
        crm.close();
        stack.close();
        workspace.close();
    }

    private List<Map<String, String>> inMailbox(Place place) {
        return mailboxDesk(place).alive().stream().map(item -> item.fields()).toList();
    }

    private List<Map<String, String>> inCrm(Place place) {
        return crmDesk(place).alive().stream().map(record -> record.fields()).toList();
    }

    private static String address(Place place) {
        return place.mailbox() + "@" + place.tenant() + ".example.com";
    }
}
