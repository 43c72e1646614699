package io.syncline.local;

import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.stack.Reach;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything, console included, as operators watch it: metrics, health, and logs as JSON at debug. */
final class WatchedSystem implements AutoCloseable {

    private static final String DOMAIN = "@example.com";
    private static final String SETTINGS = """
            source: {pollInterval: PT0.25S, pollIntervalIdle: PT1S}
            observability: {lookInterval: PT0.5S, logFormat: json, logLevel: debug}
            """;

    private final Workspace workspace;
    private final Stack stack;
    private final Outlook outlook;
    private final CrmDesk crm;
    private final Waiting waiting;

    private WatchedSystem(Workspace workspace, Stack stack, Waiting waiting) {
        this.workspace = workspace;
        this.stack = stack;
        this.waiting = waiting;
        this.outlook = new Outlook(stack.simulatorAdmin());
        this.crm = new CrmDesk(stack.crm());
    }

    /** @param mailboxes their ids; every second one is reached by EWS */
    static WatchedSystem start(String name, List<String> mailboxes, Waiting waiting) {
        Workspace workspace = Workspace.open(Path.of("target", name + "-" + System.nanoTime()));
        Stack stack = Stack.start(workspace, Path.of(System.getProperty("syncline.registry")),
                text -> {});
        List<String> addresses = mailboxes.stream().map(id -> id + DOMAIN).toList();
        stack.startSimulation(addresses, Reach.MIXED);
        WatchedSystem system = new WatchedSystem(workspace, stack, waiting);
        try {
            stack.configure(Files.writeString(workspace.folder("watched.yaml"), SETTINGS));
            addresses.forEach(system.outlook::addMailbox);
            stack.startServices();
            stack.startConsole();
            return system;
        } catch (IOException | RuntimeException e) {
            system.close();
            throw new IllegalStateException("Cannot start the watched system", e);
        }
    }

    static List<String> services() {
        return Stream.concat(Stack.SERVICES.stream(), Stream.of("console")).toList();
    }

    TwoSides sides(String mailbox) {
        return new TwoSides(outlook, crm, waiting, mailbox + DOMAIN);
    }

    Outlook outlook() {
        return outlook;
    }

    Stack stack() {
        return stack;
    }

    Topics topics() {
        return new Topics(stack.infrastructure());
    }

    int metricsPort(String service) {
        return workspace.port(service + "-metrics");
    }

    Scrape metrics(String service) {
        return new Scrape(at(service, "/metrics"));
    }

    URI at(String service, String path) {
        return URI.create("http://127.0.0.1:" + metricsPort(service) + path);
    }

    URI gateway() {
        return URI.create("http://127.0.0.1:" + workspace.port("gateway"));
    }

    /** What each service has logged, line by line. */
    List<String> log(String service) {
        try {
            return Files.readAllLines(workspace.logs().resolve(service + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException("No log of " + service, e);
        }
    }

    Path folder(String name) {
        return workspace.folder(name);
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(List.of(outlook, crm, stack, workspace));
        for (AutoCloseable one : all) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot end the watched system", e);
            }
        }
    }
}
