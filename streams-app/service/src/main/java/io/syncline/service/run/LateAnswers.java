package io.syncline.service.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Drops one warning of Kafka's consumer: that an answer came about a partition which it no longer reads.
 * Whoever reads partitions in turn causes it each time, and it is no news to anybody. Named in logback.xml.
 */
public final class LateAnswers extends TurboFilter {

    private static final String NO_NEWS = "Not updating last stable offset for partition";

    @Override
    public FilterReply decide(@Nullable Marker marker, Logger logger, Level level,
            @Nullable String format, Object @Nullable [] parameters, @Nullable Throwable thrown) {
        return level == Level.WARN && format != null && format.contains(NO_NEWS)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
