package io.syncline.service.config;

import java.time.Duration;

/**
 * What a service shows of itself.
 *
 * @param host to listen at
 * @param port of {@code /metrics} and {@code /health}; 0 picks a free one and logs it
 * @param lookInterval between two looks at the broker, the registry and what waits
 * @param stuckAfter how long nothing of what waits is taken until the service counts as stuck
 * @param logFormat how lines of the log are written
 * @param logLevel down to which Syncline's own lines are written
 */
public record ObservabilityConfig(String host, int port, Duration lookInterval,
        Duration stuckAfter, LogFormat logFormat, LogLevel logLevel) {

    public ObservabilityConfig {
        Check.text("observability.host", host);
        Check.positive("observability.lookInterval", lookInterval);
        Check.positive("observability.stuckAfter", stuckAfter);
        Check.present("observability.logFormat", logFormat);
        Check.present("observability.logLevel", logLevel);
    }

    /** The same for a service of which nothing may be heard for so long although it works. */
    public ObservabilityConfig withStuckAfterAtLeast(Duration time) {
        return new ObservabilityConfig(host, port, lookInterval,
                stuckAfter.compareTo(time) < 0 ? time : stuckAfter, logFormat, logLevel);
    }

    /** Whom a line of the log is for. */
    public enum LogFormat {
        /** People. */
        TEXT,
        /** Machines: one JSON object a line. */
        JSON
    }

    /** How much is told. */
    public enum LogLevel {
        ERROR, WARN, INFO, DEBUG
    }
}
