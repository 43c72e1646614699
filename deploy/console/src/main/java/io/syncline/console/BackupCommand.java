package io.syncline.console;

import io.syncline.console.backup.Backup;
import io.syncline.console.backup.Copied;
import io.syncline.console.backup.Teller;
import io.syncline.service.config.SynclineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copies what cannot be made again into a folder. */
@Command(name = "backup", mixinStandardHelpOptions = true, description = {
        "Copies the journal, the registry of tenants and mailboxes, what was carried out, and the"
                + " tenants' keys into a folder; everything else is made again from these.",
        "The system goes on meanwhile. What was told before is waited for until it is in the journal."
                + " The master key is not copied: keep it where nothing else lies. The folder holds"
                + " everybody's contacts: keep it as you keep those."}, footer = {"", "Example:",
                        "  deploy/syncline backup /backups/2026-11-22"})
public final class BackupCommand extends BackupFolderCommand {

    @Option(names = "--wait", defaultValue = "60", description = "Seconds to wait until sequence"
            + " has put what was told into the journal. Default: ${DEFAULT-VALUE}")
    private int waitSeconds;

    @Option(names = "--although-behind", description = "Do not wait for sequence. What it has not"
            + " put into the journal is missing in the backup, and is told again only when a"
            + " contact changes.")
    private boolean althoughBehind;

    @Override
    Copied copy(SynclineConfig config, Path folder, Teller teller) {
        return new Backup(config, folder, teller).make(althoughBehind
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(waitSeconds)));
    }
}
