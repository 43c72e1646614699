package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.Actor;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Of which system something is rebuilt, and who does it. */
final class RebuildOptions {

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Who acts; it stands"
            + " in the audit record. Default: ${DEFAULT-VALUE}")
    private String by = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    boolean json() {
        return json;
    }

    Actor actor() {
        if (by.isBlank()) {
            throw ConsoleException.wrongUsage("Nobody acts; name yourself with --by");
        }
        return new Actor(by, "cli");
    }

    /** Does something with the system, and lets go of it. */
    int with(ToIntFunction<RunningSystem> act) {
        try (RunningSystem running = system.connect()) {
            return act.applyAsInt(running);
        }
    }
}
