package io.syncline.console;

import io.syncline.console.backup.Copied;
import io.syncline.console.backup.Restore;
import io.syncline.console.backup.Teller;
import io.syncline.service.config.SynclineConfig;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Copies a backup into an empty system. */
@Command(name = "restore", mixinStandardHelpOptions = true, description = {
        "Copies a backup into a system whose topics are there and empty, and whose services do not"
                + " run. It refuses anything else, and then changes nothing.",
        "Started afterwards, merge makes everything else again; nothing is written to a mailbox"
                + " that was written before."}, footer = {"", "Example:",
                        "  deploy/syncline restore /backups/2026-11-22 --config syncline.yaml"})
public final class RestoreBackupCommand extends BackupFolderCommand {

    @Override
    Copied copy(SynclineConfig config, Path folder, Teller teller) {
        return new Restore(config, folder, teller).run();
    }
}
