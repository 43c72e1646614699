package io.syncline.console;

import io.syncline.console.backup.Copied;
import io.syncline.console.backup.Teller;
import io.syncline.console.rebuild.Watcher;
import io.syncline.service.config.SynclineConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What copies between a system and a backup's folder: says what is done, and how far it is. */
abstract class BackupFolderCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "The backup's folder; each backup has a new"
            + " one.")
    private Path folder = Path.of("backup");

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Option(names = "--json", description = "Print one JSON object at the end, and nothing else.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public final Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Copied copied = copy(system.reached(), folder, json
                ? new Silent()
                : new Lines(out, ProgressLines.orBar(spec.commandLine().getErr())));
        if (json) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("folder", folder.toString());
            values.put("begunAt", copied.begunAt().toString());
            values.put("records", copied.records());
            values.put("keys", copied.keys());
            out.println(Json.of(values));
            out.flush();
        }
        return 0;
    }

    /** Does it. */
    abstract Copied copy(SynclineConfig config, Path folder, Teller teller);

    /** To people: what is done on the output, how far it is beside it. */
    private record Lines(PrintWriter out, Watcher watcher) implements Teller {

        @Override
        public void done(String sentence) {
            out.println(sentence);
            out.flush();
        }

        @Override
        public void at(String doing, long done, long all) {
            watcher.at(doing, done, all);
        }
    }

    /** To programs, which get the end alone. */
    private record Silent() implements Teller {

        @Override
        public void done(String sentence) {}

        @Override
        public void at(String doing, long done, long all) {}
    }
}
