package io.syncline.local;

import io.syncline.local.stack.Infrastructure;
import io.syncline.local.stack.Workspace;
import java.nio.file.Path;

/** One broker and one registry for all tests of this JVM; started by the first that asks. */
final class Running {

    private static final Path REGISTRY_HOME = Path.of(System.getProperty("syncline.registry"));

    private Running() {}

    static Infrastructure infrastructure() {
        return Holder.STARTED;
    }

    private static final class Holder {
        private static final Infrastructure STARTED = start();

        private static Infrastructure start() {
            Workspace workspace = Workspace
                    .open(Path.of("target", "running", Long.toString(System.nanoTime())));
            Infrastructure started = Infrastructure.start(workspace, REGISTRY_HOME);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            return started;
        }
    }
}
