package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.port.tenant.Sealing;
import io.syncline.service.config.SecretsConfig;
import io.syncline.service.secret.LocalMasterKey;
import io.syncline.service.secret.MasterKey;
import io.syncline.service.secret.MasterKeys;
import io.syncline.service.secret.Rotation;
import io.syncline.service.secret.SecretException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes and rotates the master key, under which every tenant's own key lies. */
@Command(name = "secrets", mixinStandardHelpOptions = true, description = "Make a master key, and"
        + " move all tenants' keys under another one.")
public final class SecretsCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "new-master-key", mixinStandardHelpOptions = true, description = {
            "Writes a new master key into a file that only its owner can read.",
            "Keep a copy where nothing else lies: without it no credential can be read again."}, footer = {
                    "", "Example:",
                    "  deploy/syncline secrets new-master-key master-2.key"}, exitCodeListHeading = Planning.HEADING, exitCodeList = {
                            "0:done", "1:the file could not be written; the reason is said",
                            "2:wrong usage"})
    int newMasterKey(
            @Parameters(paramLabel = "FILE", description = "It must not exist yet.") Path file) {
        try {
            LocalMasterKey key = LocalMasterKey.newKey(file);
            say("Wrote the master key " + key.id() + " to " + file);
            return 0;
        } catch (SecretException e) {
            throw ConsoleException.failed(String.valueOf(e.getMessage()));
        }
    }

    @Command(name = "rotate", mixinStandardHelpOptions = true, description = {
            "Moves every tenant's key from secrets.formerMasterKeyFile under secrets.masterKeyFile.",
            "Start the services with both settings first; they go on meanwhile. It can be given"
                    + " again at any time; exit code 1 if a key could not be moved. When all are,"
                    + " formerMasterKeyFile can go."}, footer = {"", "Example:",
                            "  deploy/syncline secrets rotate --config syncline.yaml"})
    int rotate(@Mixin SystemOptions system) {
        SecretsConfig config = system.read(System.getenv()).secrets();
        Sealing sealing = Sealing.required(config);
        MasterKey now = MasterKeys.now(config).orElseThrow();
        Rotation rotation = sealing.vault().rotate(now);
        rotation.failures().forEach(this::say);
        say(rotation.rewrapped() + " tenants' keys are under the master key " + now.id() + " now, "
                + rotation.already() + " were before"
                + (rotation.isComplete() ? "" : ", " + rotation.failures().size() + " are not"));
        return rotation.isComplete() ? 0 : 1;
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
