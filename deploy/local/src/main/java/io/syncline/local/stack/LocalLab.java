package io.syncline.local.stack;

import io.syncline.benchmarks.pipeline.Lab;
import io.syncline.benchmarks.pipeline.LastWriterWinsMain;
import io.syncline.local.process.Disk;
import io.syncline.local.process.JavaChild;
import io.syncline.topology.run.MergeMain;
import io.syncline.topology.run.SequenceMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A broker and a registry as children of this process, for what is measured on this machine. */
public final class LocalLab implements Lab, AutoCloseable {

    private static final int BROKER_HEAP_MB = 512;

    private final Workspace workspace;
    private final Infrastructure infrastructure;

    private LocalLab(Workspace workspace, Infrastructure infrastructure) {
        this.workspace = workspace;
        this.infrastructure = infrastructure;
    }

    /** Starts both. */
    public static LocalLab start(Workspace workspace, Path registryHome) {
        return new LocalLab(workspace, Infrastructure.start(workspace, registryHome,
                BROKER_HEAP_MB, JavaChild.Launch.FAST));
    }

    @Override
    public String bootstrapServers() {
        return infrastructure.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return infrastructure.registryUrl();
    }

    @Override
    public Path emptyFolder(String name) {
        Path folder = workspace.folder(name);
        try {
            if (Files.exists(folder)) {
                Disk.delete(folder);
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty " + folder, e);
        }
    }

    @Override
    public Child start(Application application, int heapMb, List<String> arguments) {
        return new LabChild(JavaChild.start(JavaChild.Launch.of(application.id(), heapMb,
                mainOf(application), JavaChild.Launch.FAST, arguments, workspace.logs())));
    }

    private static Class<?> mainOf(Application application) {
        return switch (application) {
            case SEQUENCE -> SequenceMain.class;
            case MERGE -> MergeMain.class;
            case LAST_WRITER_WINS -> LastWriterWinsMain.class;
        };
    }

    @Override
    public void close() {
        infrastructure.close();
    }

    private record LabChild(JavaChild child) implements Child {

        @Override
        public long pid() {
            return child.pid();
        }

        @Override
        public boolean isAlive() {
            return child.isAlive();
        }

        @Override
        public String logTail() {
            return child.logTail();
        }

        @Override
        public void close() {
            child.close();
        }
    }
}
