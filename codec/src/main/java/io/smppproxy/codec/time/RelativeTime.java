package io.smppproxy.codec.time;

import java.nio.charset.StandardCharsets;

/**
 * Writes relative times in days, hours, minutes and seconds; never in months, whose length receivers disagree about.
 * {@link SmppTime} reads them. Pure functions, for any thread.
 */
public final class RelativeTime {
    /** A second less than a hundred days. */
    public static final int MAX_SECONDS = 100 * 24 * 60 * 60 - 1;

    private RelativeTime() {}

    /**
     * Writes a relative time of {@link SmppTime#LENGTH} characters.
     *
     * @param durationSeconds 0 to {@link #MAX_SECONDS}
     * @return the offset after it
     */
    public static int write(int durationSeconds, byte[] to, int offset) {
        if (durationSeconds < 0 || durationSeconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "time: " + durationSeconds + " s (expected: 0 to " + MAX_SECONDS + " s)");
        }
        SmppTime.put(to, offset + SmppTime.YEAR, 0);
        SmppTime.put(to, offset + SmppTime.MONTH, 0);
        SmppTime.put(to, offset + SmppTime.DAY, durationSeconds / 86_400);
        SmppTime.put(to, offset + SmppTime.HOUR, durationSeconds / 3600 % 24);
        SmppTime.put(to, offset + SmppTime.MINUTE, durationSeconds / 60 % 60);
        SmppTime.put(to, offset + SmppTime.SECOND, durationSeconds % 60);
        to[offset + SmppTime.TENTH] = '0';
        SmppTime.put(to, offset + SmppTime.QUARTERS, 0);
        to[offset + SmppTime.SIGN] = 'R';
        return offset + SmppTime.LENGTH;
    }

    /** As {@link #write}. Allocates. */
    public static String of(int durationSeconds) {
        byte[] to = new byte[SmppTime.LENGTH];
        write(durationSeconds, to, 0);
        return new String(to, StandardCharsets.US_ASCII);
    }
}
