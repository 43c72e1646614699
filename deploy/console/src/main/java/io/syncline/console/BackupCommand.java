package io.syncline.console;

import io.syncline.console.backup.Backup;
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

/** Copies what cannot be made again into a folder. */
@Command(name = "backup", mixinStandardHelpOptions = true, description = {
        "Copies the journal, the registry of tenants and mailboxes, what was carried out, and the"
                + " tenants' keys into a folder; everything else is made again from these.",
        "The system goes on meanwhile. The master key is not copied: keep it where nothing else"
                + " lies. The folder holds everybody's contacts: keep it as you keep those."}, footer = {
                        "", "Example:", "  deploy/syncline backup /backups/2026-11-22"})
public final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "A new one; made if it is not there.")
    private Path folder = Path.of("backup");

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        SynclineConfig config = system.reached();
        new Backup(config, folder, line -> {
            out.println(line);
            out.flush();
        }).make();
        return 0;
    }
}
