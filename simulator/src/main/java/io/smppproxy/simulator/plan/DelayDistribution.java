package io.smppproxy.simulator.plan;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something takes: always the same, evenly between two bounds, around a mean (cut off at 0), or exponentially
 * with a mean. Immutable.
 */
public final class DelayDistribution {
    /** No delay at all. */
    public static final DelayDistribution NONE = new DelayDistribution(Kind.FIXED, 0, 0);

    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(normal|exp):)?(\\d{1,9}(?:\\.\\d{1,6})?)(?:([-,])(\\d{1,9}(?:\\.\\d{1,6})?))?(us|ms|s)?");

    private enum Kind {
        FIXED,
        UNIFORM,
        NORMAL,
        EXPONENTIAL
    }

    private final Kind kind;
    private final long firstNs;
    private final long secondNs;

    private DelayDistribution(Kind kind, long firstNs, long secondNs) {
        this.kind = kind;
        this.firstNs = firstNs;
        this.secondNs = secondNs;
    }

    public static DelayDistribution fixed(Duration delay) {
        return new DelayDistribution(Kind.FIXED, notNegative(delay), 0);
    }

    /** Evenly from {@code min} to {@code max}. */
    public static DelayDistribution uniform(Duration min, Duration max) {
        if (min.compareTo(max) > 0) {
            throw new IllegalArgumentException("delay: " + min + " to " + max + " (expected: the smaller bound first)");
        }
        return new DelayDistribution(Kind.UNIFORM, notNegative(min), notNegative(max));
    }

    public static DelayDistribution normal(Duration mean, Duration standardDeviation) {
        return new DelayDistribution(Kind.NORMAL, notNegative(mean), notNegative(standardDeviation));
    }

    public static DelayDistribution exponential(Duration mean) {
        return new DelayDistribution(Kind.EXPONENTIAL, notNegative(mean), 0);
    }

    /**
     * Reads {@code 20ms}, {@code 10-50ms}, {@code normal:50,10ms} (mean, standard deviation) or {@code exp:30ms} (mean).
     * Units are us, ms and s; a number without one means milliseconds.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static DelayDistribution parse(String text) {
        Matcher m = SYNTAX.matcher(text.strip());
        if (m.matches()) {
            boolean two = m.group(4) != null;
            long firstNs = toNs(m.group(2), m.group(5));
            long secondNs = two ? toNs(m.group(4), m.group(5)) : 0;
            if (m.group(1) == null && !two) {
                return new DelayDistribution(Kind.FIXED, firstNs, 0);
            }
            if (m.group(1) == null && m.group(3).equals("-") && firstNs <= secondNs) {
                return new DelayDistribution(Kind.UNIFORM, firstNs, secondNs);
            }
            if ("normal".equals(m.group(1)) && two && m.group(3).equals(",")) {
                return new DelayDistribution(Kind.NORMAL, firstNs, secondNs);
            }
            if ("exp".equals(m.group(1)) && !two) {
                return new DelayDistribution(Kind.EXPONENTIAL, firstNs, 0);
            }
        }
        throw new IllegalArgumentException(
                "delay: \"" + text + "\" (expected: 20ms, 10-50ms, normal:50,10ms or exp:30ms; units us, ms, s)");
    }

    /** True when every sample is 0. */
    public boolean isNone() {
        return firstNs == 0 && secondNs == 0;
    }

    /** One delay in nanoseconds, 0 or more. */
    public long sampleNs(SplittableRandom random) {
        return switch (kind) {
            case FIXED -> firstNs;
            case UNIFORM -> random.nextLong(firstNs, secondNs + 1);
            case NORMAL -> Math.max(0, (long) random.nextGaussian((double) firstNs, (double) secondNs));
            case EXPONENTIAL -> (long) (random.nextExponential() * firstNs);
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case FIXED -> ms(firstNs) + "ms";
            case UNIFORM -> ms(firstNs) + "-" + ms(secondNs) + "ms";
            case NORMAL -> "normal:" + ms(firstNs) + "," + ms(secondNs) + "ms";
            case EXPONENTIAL -> "exp:" + ms(firstNs) + "ms";
        };
    }

    private static String ms(long ns) {
        double ms = ns / 1e6;
        return ms == Math.rint(ms) ? Long.toString((long) ms) : Double.toString(ms);
    }

    private static long toNs(String number, String unit) {
        double value = Double.parseDouble(number);
        if (unit == null || unit.equals("ms")) {
            return (long) (value * 1e6);
        }
        return (long) (value * (unit.equals("us") ? 1e3 : 1e9));
    }

    private static long notNegative(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: 0 or more)");
        }
        return delay.toNanos();
    }
}
