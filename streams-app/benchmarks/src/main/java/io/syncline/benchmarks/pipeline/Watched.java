package io.syncline.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process has used so far, as the operating system says. */
public record Watched(Duration cpu, OptionalLong residentBytesMax) {

    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final long KILO = 1_024;

    public static Watched now(long pid) {
        return new Watched(ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO), residentBytesMax(pid));
    }

    /** Only Linux says. */
    private static OptionalLong residentBytesMax(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            if (Files.exists(status)) {
                Matcher found = RESIDENT.matcher(Files.readString(status));
                if (found.find()) {
                    return OptionalLong.of(Long.parseLong(found.group(1)) * KILO);
                }
            }
            return OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty(); // It ended just now.
        }
    }
}
