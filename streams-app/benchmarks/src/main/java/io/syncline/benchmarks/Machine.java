package io.syncline.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine on which something was measured. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";
    private static final long GIGA = 1024L * 1024 * 1024;

    private Machine() {}

    /** In words: processors, memory, operating system. */
    static String told() {
        return "%d x %s, %d GB, %s %s".formatted(Runtime.getRuntime().availableProcessors(),
                processor(), Math.round(1.0 * memoryBytes() / GIGA),
                System.getProperty("os.name"), System.getProperty("os.version"));
    }

    /** Its architecture where the system does not name the model. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }
}
