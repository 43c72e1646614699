package io.syncline.local;

import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.stack.NarrowMailboxes;
import io.syncline.local.stack.Reach;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.TenantPolicy;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Everything, started once for a class of tests: broker, registry, tenant, CRM and the services,
 * each in a process of its own. Every test has a mailbox of its own, so that none disturbs another.
 */
final class WholeStack implements AutoCloseable {

    private static final String DOMAIN = "@example.com";
    private static final String POLLS_OFTEN = """
            source: {pollInterval: PT0.25S, pollIntervalIdle: PT1S}
            """;

    private final Workspace workspace;
    private final Stack stack;
    private final Waiting waiting;
    private final Outlook outlook;
    private final CrmDesk crm;
    private final Set<String> refused = new TreeSet<>();

    private WholeStack(Workspace workspace, Stack stack, Waiting waiting) {
        this.workspace = workspace;
        this.stack = stack;
        this.waiting = waiting;
        this.outlook = new Outlook(stack.simulatorAdmin());
        this.crm = new CrmDesk(stack.crm());
    }

    /**
     * @param name of its folder, which is kept: its logs say what happened
     * @param mailboxes their ids
     * @param refused the mailboxes of which Graph says nothing until they are admitted
     */
    static WholeStack start(String name, List<String> mailboxes, Set<String> refused,
            Waiting waiting) {
        return start(name, mailboxes, refused, "{}", waiting);
    }

    /** @param policy how the one tenant's contacts are synced, as its configuration says it */
    static WholeStack withPolicy(String name, List<String> mailboxes, String policy,
            Waiting waiting) {
        return start(name, mailboxes, Set.of(), policy, waiting);
    }

    /** With both providers' settings and the defaults of policy. */
    static WholeStack reachedThrough(Reach reach, String name, List<String> mailboxes,
            Waiting waiting) {
        return started(name, waiting, everything -> everything.begin(mailboxes, reach));
    }

    /** The same; no folder but Contacts is followed. */
    static WholeStack ofContactsAlone(Reach reach, String name, List<String> mailboxes,
            Waiting waiting) {
        return started(name, waiting, everything -> everything.beginNarrow(mailboxes, reach));
    }

    private static WholeStack start(String name, List<String> mailboxes, Set<String> refused,
            String policy, Waiting waiting) {
        return started(name, waiting,
                everything -> everything.begin(mailboxes, refused, policy));
    }

    private static WholeStack started(String name, Waiting waiting,
            Consumer<WholeStack> beginning) {
        Workspace workspace = Workspace
                .open(Path.of("target", name + "-" + System.nanoTime()));
        Stack stack = Stack.start(workspace, Path.of(System.getProperty("syncline.registry")),
                text -> {});
        WholeStack everything = new WholeStack(workspace, stack, waiting);
        try {
            beginning.accept(everything);
            return everything;
        } catch (RuntimeException e) {
            everything.close();
            throw e;
        }
    }

    /** Starts the web console beside the services. */
    void startConsole() {
        stack.startConsole();
    }

    /** The folder that an operator's command names with --data. */
    Path folder() {
        return workspace.folder("");
    }

    TwoSides sides(String mailbox) {
        return new TwoSides(outlook, crm, waiting, mailbox + DOMAIN);
    }

    Outlook outlook() {
        return outlook;
    }

    Waiting waiting() {
        return waiting;
    }

    Topics topics() {
        return new Topics(stack.infrastructure());
    }

    /** Publishes a record as anybody may. */
    void publish(Topic topic, String key, SpecificRecord value) {
        try (Publisher publisher = new Publisher(stack.infrastructure())) {
            publisher.send(topic, key, value);
        }
    }

    /** From now on Graph answers about this mailbox. */
    void admit(String mailbox) {
        outlook.endFaults();
        refused.remove(mailbox);
        refused.forEach(other -> outlook.refuse(other + DOMAIN));
    }

    /** Ends a service as kill -9 does. */
    void kill(String service) {
        stack.supervisor().child(service).orElseThrow().kill();
    }

    /** Ends a service, which stays away until it is {@linkplain #start(String) started}. */
    void end(String service) {
        stack.supervisor().stop(service);
    }

    /** Starts a service that was ended, and waits until it works. */
    void start(String service) {
        stack.startAndAwait(List.of(service));
    }

    /** How often the supervisor has started a service again. */
    int restartsOf(String service) {
        return stack.supervisor().restarts().getOrDefault(service, 0);
    }

    @Override
    public void close() {
        outlook.close();
        crm.close();
        stack.close();
        workspace.close();
    }

    private void begin(List<String> mailboxes, Set<String> closed, String policy) {
        List<String> addresses = mailboxes.stream().map(mailbox -> mailbox + DOMAIN).toList();
        stack.startSimulation(addresses);
        stack.configure(settings());
        stack.configure(TenantPolicy.write(workspace, addresses, policy));
        addresses.forEach(outlook::addMailbox);
        refused.addAll(closed);
        refused.forEach(mailbox -> outlook.refuse(mailbox + DOMAIN));
        stack.startServices();
    }

    private void begin(List<String> mailboxes, Reach reach) {
        startServices(simulated(mailboxes, reach));
    }

    private void beginNarrow(List<String> mailboxes, Reach reach) {
        List<String> addresses = simulated(mailboxes, reach);
        stack.configure(NarrowMailboxes.write(workspace, addresses, reach));
        startServices(addresses);
    }

    private List<String> simulated(List<String> mailboxes, Reach reach) {
        List<String> addresses = mailboxes.stream().map(mailbox -> mailbox + DOMAIN).toList();
        stack.startSimulation(addresses, reach);
        stack.configure(settings());
        return addresses;
    }

    private void startServices(List<String> addresses) {
        addresses.forEach(outlook::addMailbox);
        stack.startServices();
    }

    private Path settings() {
        try {
            return Files.writeString(workspace.folder("polls.yaml"), POLLS_OFTEN);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the settings of a test", e);
        }
    }
}
