package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.access.ServiceAccess;
import io.syncline.schemas.topic.TenantTopics;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what each service's user on the broker may do; needs no broker. */
@Command(name = "acls", mixinStandardHelpOptions = true, description = {
        "Prints the ACLs that each service's user on the broker needs, as kafka-acls commands.",
        "A subscriber of one tenant (--service subscriber --tenant acme) may read that tenant's own"
                + " topics, which the service feed writes, and no other's."}, footer = {"",
                        "Example:",
                        "  deploy/syncline topics acls --service sink --principal User:syncline-sink",
                        "  deploy/syncline topics acls --service subscriber --tenant acme"
                                + " --principal User:acme-reports"}, exitCodeListHeading = Planning.HEADING, exitCodeList = {
                                        "0:done", "2:wrong usage"})
final class AclsCommand implements Callable<Integer> {

    @Option(names = "--service", description = "Only this one's: source, sequence, merge, sink,"
            + " gateway, feed, console, install, restore or subscriber.")
    private @Nullable String service;

    @Option(names = "--principal", description = "Its user on the broker. Default: User: and the"
            + " service's name")
    private @Nullable String principal;

    @Option(names = "--tenant", description = "A tenant that has topics of its own, as feed.tenants"
            + " names it; may be given several times.")
    private List<String> tenants = List.of();

    @Option(names = "--group", description = "What a subscriber's consumer groups begin with."
            + " Default: subscriber.<tenant>.")
    private @Nullable String group;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (service == null && principal != null) {
            throw ConsoleException.wrongUsage("--principal is one service's user; name it with"
                    + " --service");
        }
        List<ServiceAccess> asked = service == null
                ? Arrays.asList(ServiceAccess.values())
                : List.of(ServiceAccess.of(service)
                        .orElseThrow(() -> ConsoleException.wrongUsage("There is no service "
                                + service + "; there are " + Arrays.stream(ServiceAccess.values())
                                        .map(ServiceAccess::service)
                                        .collect(Collectors.joining(", ")))));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(Json.ofAll(asked.stream()
                    .flatMap(one -> acls(one).stream().map(acl -> values(one, acl)))
                    .toList()));
        } else {
            out.println(
                    "# Set KAFKA to the broker's address, and write into admin.properties how an"
                            + " administrator reaches it.");
            asked.forEach(one -> {
                out.println("# " + one.service() + ": " + one.does());
                commands(acls(one)).forEach(out::println);
            });
        }
        out.flush();
        return 0;
    }

    private List<AclBinding> acls(ServiceAccess one) {
        String user = principal == null ? "User:" + one.service() : principal;
        if (one == ServiceAccess.SUBSCRIBER && !tenants.isEmpty()) {
            return tenants.stream()
                    .flatMap(tenant -> ServiceAccess.ofTenantSubscriber(tenant, user,
                            group == null ? TenantTopics.groups(tenant) : group).stream())
                    .distinct()
                    .toList();
        }
        return one.acls(user, tenants);
    }

    /** One command for all operations on a resource. */
    private static List<String> commands(List<AclBinding> acls) {
        Map<ResourcePattern, List<AclBinding>> byResource = acls.stream()
                .collect(Collectors.groupingBy(AclBinding::pattern, LinkedHashMap::new,
                        Collectors.toList()));
        return byResource.entrySet()
                .stream()
                .map(entry -> command(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String command(ResourcePattern resource, List<AclBinding> acls) {
        String operations = acls.stream()
                .map(acl -> " --operation " + named(acl.entry().operation()))
                .collect(Collectors.joining());
        String pattern = resource.patternType() == PatternType.PREFIXED
                ? " --resource-pattern-type prefixed"
                : "";
        return "kafka-acls --bootstrap-server \"$KAFKA\" --command-config admin.properties --add"
                + " --allow-principal '" + acls.getFirst().entry().principal() + "'" + operations
                + " " + option(resource.resourceType()) + " '" + resource.name() + "'" + pattern;
    }

    private static String option(ResourceType type) {
        return switch (type) {
            case TOPIC -> "--topic";
            case GROUP -> "--group";
            case TRANSACTIONAL_ID -> "--transactional-id";
            default -> throw new IllegalStateException("No service uses a " + type);
        };
    }

    /** As kafka-acls names it: DescribeConfigs for DESCRIBE_CONFIGS. */
    private static String named(AclOperation operation) {
        return Arrays.stream(operation.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static Map<String, Object> values(ServiceAccess one, AclBinding acl) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("service", one.service());
        values.put("principal", acl.entry().principal());
        values.put("operation", acl.entry().operation().name());
        values.put("resourceType", acl.pattern().resourceType().name());
        values.put("resource", acl.pattern().name());
        values.put("pattern", acl.pattern().patternType().name());
        return values;
    }
}
