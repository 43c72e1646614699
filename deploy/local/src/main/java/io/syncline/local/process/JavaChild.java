package io.syncline.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One child JVM; its output goes to a log file. */
public final class JavaChild implements AutoCloseable {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(15);
    private static final int LOG_TAIL_LINES = 15;

    private final Launch launch;
    private final Process process;

    private JavaChild(Launch launch, Process process) {
        this.launch = launch;
        this.process = process;
    }

    /**
     * How to start a child.
     *
     * @param name names it in messages and its log file
     * @param heapMb the most heap it may take
     * @param classPath where its classes are
     * @param mainClass its main class
     * @param options more JVM options
     * @param arguments the arguments of its main
     * @param logs the folder of its log file
     */
    public record Launch(String name, int heapMb, String classPath, String mainClass,
            List<String> options, List<String> arguments, Path logs) {

        /** Little memory and a quick start, for many processes on a small machine. */
        public static final List<String> FRUGAL = List.of("-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
        /** All that the JVM can do, for what is measured. */
        public static final List<String> FAST = List.of("-XX:+UseParallelGC");

        /** A frugal child with this process's own class path. */
        public static Launch of(String name, int heapMb, Class<?> main, List<String> arguments,
                Path logs) {
            return of(name, heapMb, main, FRUGAL, arguments, logs);
        }

        /** A child with this process's own class path, and these options. */
        public static Launch of(String name, int heapMb, Class<?> main, List<String> options,
                List<String> arguments, Path logs) {
            return new Launch(name, heapMb, System.getProperty("java.class.path"),
                    main.getName(), options, arguments, logs);
        }

        /** Where its output goes. */
        public Path log() {
            return logs.resolve(name + ".log");
        }
    }

    public static JavaChild start(Launch launch) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + launch.heapMb() + "m", "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true"));
        command.addAll(launch.options());
        command.addAll(List.of("-cp", launch.classPath(), ChildMain.class.getName(),
                launch.mainClass()));
        command.addAll(launch.arguments());
        try {
            Files.createDirectories(launch.logs());
            File log = launch.log().toFile();
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            return new JavaChild(launch, process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + launch.name(), e);
        }
    }

    public String name() {
        return launch.name();
    }

    public Launch launch() {
        return launch;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** What it said last, for an error message. */
    public String logTail() {
        try (Stream<String> lines = Files.lines(launch.log())) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_TAIL_LINES),
                    all.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(no log at " + launch.log() + ")";
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }
}
