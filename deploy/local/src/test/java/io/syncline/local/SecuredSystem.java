package io.syncline.local;

import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.stack.Infrastructure;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.access.ServiceAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * Everything, where each service reaches the broker by SASL over TLS as a user of its own with no more
 * than its ACLs, and the registry over TLS with a password. Only who administers the broker comes by its
 * plain listener.
 */
final class SecuredSystem implements AutoCloseable {

    private static final String DOMAIN = "@example.com";
    private static final int ITERATIONS = 4_096;

    private final Workspace workspace;
    private final MadeCertificate certificate;
    private final Stack stack;
    private final TlsRegistry registry;
    private final Outlook outlook;
    private final CrmDesk crm;
    private final Waiting waiting;

    private SecuredSystem(Workspace workspace, MadeCertificate certificate, Stack stack,
            Waiting waiting) {
        this.workspace = workspace;
        this.certificate = certificate;
        this.stack = stack;
        this.waiting = waiting;
        this.registry = new TlsRegistry(URI.create(stack.infrastructure().registryUrl()),
                certificate);
        this.outlook = new Outlook(stack.simulatorAdmin());
        this.crm = new CrmDesk(stack.crm());
    }

    static SecuredSystem start(List<String> mailboxes, Waiting waiting) {
        Workspace workspace = Workspace.open(Path.of("target", "secured-" + System.nanoTime()));
        MadeCertificate certificate = MadeCertificate.in(workspace.folder("certificate"));
        Infrastructure infrastructure = Infrastructure.start(workspace,
                Path.of(System.getProperty("syncline.registry")),
                brokerSettings(workspace, certificate));
        Stack stack = Stack.on(infrastructure, workspace, text -> {});
        List<String> addresses = mailboxes.stream().map(id -> id + DOMAIN).toList();
        stack.startSimulation(addresses);
        SecuredSystem system = new SecuredSystem(workspace, certificate, stack, waiting);
        try {
            system.admitUsers();
            addresses.forEach(system.outlook::addMailbox);
            for (String service : services()) {
                stack.configure(system.settings(service));
                stack.startService(service);
            }
            for (String service : services()) {
                system.awaitReady(service);
            }
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    static List<String> services() {
        return Stream.concat(Stack.SERVICES.stream(), Stream.of("console")).toList();
    }

    TwoSides sides(String mailbox) {
        return new TwoSides(outlook, crm, waiting, mailbox + DOMAIN);
    }

    TlsRegistry registry() {
        return registry;
    }

    /** What a service's settings name, as Kafka's own tools would take it. */
    Properties clientOf(String user, String password) {
        Properties client = new Properties();
        client.putAll(Map.of("bootstrap.servers", secured(workspace),
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule"
                        + " required username=\"" + user + "\" password=\"" + password + "\";",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificate.certificate().toString()));
        return client;
    }

    static String passwordOf(String service) {
        return service + "-password";
    }

    Path certificate() {
        return certificate.certificate();
    }

    String log(String service) {
        return WatchingFiles.text(workspace.logs().resolve(service + ".log"));
    }

    int restartsOf(String service) {
        return stack.supervisor().restarts().getOrDefault(service, 0);
    }

    @Override
    public void close() {
        outlook.close();
        crm.close();
        stack.close();
        registry.close();
        workspace.close();
    }

    private static String secured(Workspace workspace) {
        return "127.0.0.1:" + workspace.port("broker-secured");
    }

    private static Path brokerSettings(Workspace workspace, MadeCertificate certificate) {
        String plain = "PLAINTEXT://127.0.0.1:" + workspace.port("broker");
        String secured = "SECURED://" + secured(workspace);
        return write(workspace.folder("broker.properties"),
                """
                        listeners=%s,%s,CONTROLLER://127.0.0.1:%d
                        advertised.listeners=%s,%s
                        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL
                        listener.name.secured.sasl.enabled.mechanisms=SCRAM-SHA-512
                        listener.name.secured.scram-sha-512.sasl.jaas.config=\
                        org.apache.kafka.common.security.scram.ScramLoginModule required;
                        listener.name.secured.ssl.keystore.type=PEM
                        listener.name.secured.ssl.keystore.location=%s
                        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                        allow.everyone.if.no.acl.found=false
                        super.users=User:ANONYMOUS
                        """
                        .formatted(plain, secured, workspace.port("controller"), plain, secured,
                                certificate.keyAndCertificate()));
    }

    private void admitUsers() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers",
                stack.infrastructure().bootstrapServers()))) {
            List<UserScramCredentialAlteration> users = users().stream()
                    .<UserScramCredentialAlteration>map(
                            service -> new UserScramCredentialUpsertion(service,
                                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512,
                                            ITERATIONS),
                                    passwordOf(service)))
                    .toList();
            admin.alterUserScramCredentials(users).all().get();
            for (String service : users()) {
                admin.createAcls(ServiceAccess.of(service)
                        .orElseThrow()
                        .acls("User:" + service, List.of())).all().get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("Cannot admit users", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Everybody who comes to the broker: the services, and who restores a backup. */
    private static List<String> users() {
        return Stream.concat(services().stream(), Stream.of("restore")).toList();
    }

    /** Where the broker and the registry are whom nobody has to ask for leave. */
    Infrastructure infrastructure() {
        return stack.infrastructure();
    }

    Path folder(String name) {
        return workspace.folder(name);
    }

    /** Ends the services; nobody starts them again. */
    void endServices() {
        stack.supervisor().close();
    }

    /** As an administrator would write it: passwords in files of their own. */
    Path settings(String service) {
        StringBuilder client = new StringBuilder();
        clientOf(service, passwordOf(service)).forEach((key, value) -> {
            if (!key.equals("bootstrap.servers")) {
                client.append(key).append('=').append(value).append('\n');
            }
        });
        Path kafka = write(workspace.folder(service + "-kafka.properties"), client.toString());
        Path ofRegistry = write(workspace.folder("registry.properties"), """
                basic.auth.credentials.source=USER_INFO
                basic.auth.user.info=%s:%s
                """.formatted(TlsRegistry.USER, TlsRegistry.PASSWORD));
        return write(workspace.folder(service + "-secured.yaml"), """
                kafka: {bootstrapServers: "%s", propertiesFile: "%s"}
                registry:
                  url: "%s"
                  propertiesFile: "%s"
                  properties:
                    schema.registry.ssl.truststore.type: PEM
                    schema.registry.ssl.truststore.location: "%s"
                source: {pollInterval: PT0.25S, pollIntervalIdle: PT1S}
                """.formatted(secured(workspace), kafka, registry.url(), ofRegistry,
                certificate.certificate()));
    }

    private void awaitReady(String service) {
        Scrape ready = new Scrape(URI.create("http://127.0.0.1:"
                + workspace.port(service + "-metrics") + "/health/ready"));
        waiting.until(service + " is ready", () -> ready.json()
                .path("status")
                .asText()
                .equals("up"));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
