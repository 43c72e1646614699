package io.syncline.console;

import io.syncline.console.backup.Restore;
import io.syncline.service.config.SynclineConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a backup into an empty system. */
@Command(name = "restore", mixinStandardHelpOptions = true, description = {
        "Copies a backup into a system whose topics are there and empty, and whose services do not"
                + " run. It refuses anything else, and then changes nothing.",
        "Started afterwards, merge makes everything else again; nothing is written to a mailbox"
                + " that was written before."}, footer = {"", "Example:",
                        "  deploy/syncline restore /backups/2026-11-22 --config syncline.yaml"})
public final class RestoreBackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "As 'backup' wrote it.")
    private Path folder = Path.of("backup");

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        SynclineConfig config = system.reached();
        new Restore(config, folder, line -> {
            out.println(line);
            out.flush();
        }).run();
        return 0;
    }
}
