package io.syncline.service.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.syncline.service.config.ObservabilityConfig;
import io.syncline.service.config.ObservabilityConfig.LogFormat;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/**
 * Writes the log as the configuration says. Until that is read it is text, as {@code logback.xml} has
 * it: whoever starts a service with a wrong setting is a person.
 *
 * <p>
 * A line of JSON holds {@code @timestamp}, {@code level}, {@code logger_name}, {@code message},
 * {@code service}, {@code stack_trace} where something failed, and each key-value of the line as a
 * field of its own: {@code tenant}, {@code mailbox}, {@code item}, {@code causeId} and others.
 */
final class LogSettings {

    private static final String OURS = "io.syncline";

    private LogSettings() {}

    /** @param service names itself in each line of JSON */
    static void apply(ObservabilityConfig config, String service) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return; // Whoever brought another logging library configures that.
        }
        context.getLogger(OURS).setLevel(Level.valueOf(config.logLevel().name()));
        if (config.logFormat() == LogFormat.JSON) {
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.detachAndStopAllAppenders();
            root.addAppender(json(context, service));
        }
    }

    private static ConsoleAppender<ILoggingEvent> json(LoggerContext context, String service) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setCustomFields("{\"service\":\"" + service + "\"}");
        encoder.setIncludeContext(false);
        encoder.setVersion(null);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("json");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
