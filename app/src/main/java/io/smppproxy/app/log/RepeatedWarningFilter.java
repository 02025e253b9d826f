package io.smppproxy.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Marker;

/**
 * Keeps a flapping link from filling the log: of warnings with the same text and the same first argument (the link), a few are
 * written per minute and the rest is counted. The count is written when the minute is over and the warning comes again.
 */
final class RepeatedWarningFilter extends TurboFilter {
    private static final int MAX_KEYS = 1_000;
    private static final long WINDOW_NS = 60_000_000_000L;

    private final int allowedPerWindow;
    private final LongSupplier nanoTime;
    private final Map<String, Repetition> repetitions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Repetition> eldest) {
            return size() > MAX_KEYS;
        }
    };

    RepeatedWarningFilter(int allowedPerWindow, LongSupplier nanoTime) {
        this.allowedPerWindow = allowedPerWindow;
        this.nanoTime = nanoTime;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
        if (level != Level.WARN || format == null || !logger.isEnabledFor(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        long suppressed = admit(logger.getName() + ' ' + format + ' ' + firstOf(arguments));
        if (suppressed > 0) {
            logger.info("{} more warnings like the next one were left out", suppressed);
        }
        return suppressed < 0 ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static Object firstOf(Object[] arguments) {
        return arguments == null || arguments.length == 0 ? "" : arguments[0];
    }

    /** How many were left out before this one, or -1 when this one is to be left out too. */
    private synchronized long admit(String key) {
        long nowNs = nanoTime.getAsLong();
        Repetition repetition = repetitions.computeIfAbsent(key, k -> new Repetition(nowNs));
        long suppressed = 0;
        if (nowNs - repetition.windowStartNs >= WINDOW_NS) {
            suppressed = repetition.suppressed;
            repetition.windowStartNs = nowNs;
            repetition.admitted = 0;
            repetition.suppressed = 0;
        }
        if (repetition.admitted < allowedPerWindow) {
            repetition.admitted++;
            return suppressed;
        }
        repetition.suppressed++;
        return -1;
    }

    private static final class Repetition {
        long windowStartNs;
        int admitted;
        long suppressed;

        Repetition(long windowStartNs) {
            this.windowStartNs = windowStartNs;
        }
    }
}
