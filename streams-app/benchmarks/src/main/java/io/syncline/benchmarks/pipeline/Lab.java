package io.syncline.benchmarks.pipeline;

import java.nio.file.Path;
import java.util.List;

/** Where figures are taken: a broker and a registry that run, and room for processes. */
public interface Lab {

    /** Where the broker is reached, as {@code host:port}. */
    String bootstrapServers();

    /** Where the registry is reached. */
    String registryUrl();

    /** An empty folder for what bears this name; what stood in it is gone. */
    Path emptyFolder(String name);

    /** Starts an application in a process that may use all optimisations of its JVM. */
    Child start(Application application, int heapMb, List<String> arguments);

    /** What can be started. */
    enum Application {
        SEQUENCE("syncline-sequence"),
        MERGE("syncline-merge"),
        /** The yardstick. */
        LAST_WRITER_WINS("last-writer-wins");

        private final String id;

        Application(String id) {
            this.id = id;
        }

        /** The Streams application, and so the consumer group and the beginning of its topics' names. */
        public String id() {
            return id;
        }
    }

    /** A process that was started, and ends when it is closed. */
    interface Child extends AutoCloseable {

        long pid();

        boolean isAlive();

        /** What it said last, for an error message. */
        String logTail();

        @Override
        void close();
    }
}
