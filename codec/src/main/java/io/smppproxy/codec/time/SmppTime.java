package io.smppproxy.codec.time;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes the times of SMPP v3.4 §7.1.1 (v5.0 §4.7.23): empty, or "YYMMDDhhmmsstnnp" with tenths of a second t
 * and quarters of an hour nn ahead of (p is '+') or behind ('-') UTC, or relative to the message centre's clock (p is 'R',
 * t and nn ignored). Reusable, for one thread, allocates nothing but for the methods that return a String; what it
 * answers holds until the next parse. Never throws when reading.
 */
public final class SmppTime {
    /** What was read. */
    public enum Kind {
        /** No character at all: the field is not set. */
        NOT_SET,
        ABSOLUTE,
        RELATIVE,
        /** None of the above, or a date or time of day that does not exist. */
        INVALID
    }

    /** Answer instead of an instant when there is none. */
    public static final long NOT_A_TIME = CivilTime.NOT_A_TIME;

    /** Characters of a time that is set. */
    public static final int LENGTH = 16;

    /** Two-digit years 38 to 99 are 1938 to 1999, 00 to 37 are 2000 to 2037 (SMPP v3.4 Appendix C). */
    public static final int DEFAULT_FIRST_YEAR = 1938;

    private static final int SHORT_LENGTH = 12;
    private static final int MAX_QUARTERS = 48;
    /** UTC+14:00, the farthest zone there is; jSMPP writes it so. */
    private static final int MAX_QUARTERS_LENIENT = 56;

    private static final long QUARTER_MS = 15 * 60_000L;

    static final int YEAR = 0;
    static final int MONTH = 2;
    static final int DAY = 4;
    static final int HOUR = 6;
    static final int MINUTE = 8;
    static final int SECOND = 10;
    static final int TENTH = 12;
    static final int QUARTERS = 13;
    static final int SIGN = 15;

    private final byte[] chars = new byte[LENGTH];
    private int firstYear = DEFAULT_FIRST_YEAR;
    private int maxQuarters = MAX_QUARTERS;
    private int localQuarters;
    private Kind kind = Kind.NOT_SET;
    private long epochMs = NOT_A_TIME;
    private int quarters;

    /** Also takes offsets of 49 to 56 quarters, for zones beyond 12 hours; off at first, as the specification ends at 48. */
    public SmppTime lenientOffsets(boolean on) {
        maxQuarters = on ? MAX_QUARTERS_LENIENT : MAX_QUARTERS;
        return this;
    }

    /**
     * First of the hundred years that two digits can name, {@link #DEFAULT_FIRST_YEAR} at first; 2000 for peers that know
     * no other century.
     */
    public SmppTime firstYear(int year) {
        firstYear = year;
        return this;
    }

    /** Zone of the short form of {@link #parseFinalDate}, in quarters of an hour ahead of UTC, 0 at first. */
    public SmppTime localQuarters(int quartersAhead) {
        checkQuarters(quartersAhead);
        localQuarters = quartersAhead;
        return this;
    }

    /** Reads schedule_delivery_time, validity_period or broadcast_end_time, without its NUL. */
    public Kind parse(ByteBuf buf, int offset, int length) {
        return load(buf, offset, length) ? read(length) : invalid();
    }

    /** As {@link #parse(ByteBuf, int, int)}. */
    public Kind parse(CharSequence value) {
        return load(value) ? read(value.length()) : invalid();
    }

    /**
     * Reads final_date: never relative, and a v3.3 message centre may leave out tenths and zone ("YYMMDDhhmmss", its local
     * time: {@link #localQuarters}).
     */
    public Kind parseFinalDate(ByteBuf buf, int offset, int length) {
        return load(buf, offset, length) ? readFinalDate(length) : invalid();
    }

    /** As {@link #parseFinalDate(ByteBuf, int, int)}. */
    public Kind parseFinalDate(CharSequence value) {
        return load(value) ? readFinalDate(value.length()) : invalid();
    }

    public Kind kind() {
        return kind;
    }

    /** An absolute time in milliseconds of the epoch, a multiple of 100; {@link #NOT_A_TIME} for any other kind. */
    public long epochMs() {
        return epochMs;
    }

    /** Offset of an absolute time in quarters of an hour, ahead of UTC when positive; 0 for any other kind. */
    public int offsetQuarters() {
        return quarters;
    }

    /** Years of a relative time, 0 to 99. This and its siblings have no meaning for any other kind. */
    public int years() {
        return number(YEAR);
    }

    public int months() {
        return number(MONTH);
    }

    public int days() {
        return number(DAY);
    }

    public int hours() {
        return number(HOUR);
    }

    public int minutes() {
        return number(MINUTE);
    }

    public int seconds() {
        return number(SECOND);
    }

    /** True for a relative time whose t or nn is not zero; they are ignored, but a strict receiver refuses them. */
    public boolean hasIgnoredDigits() {
        return kind == Kind.RELATIVE && (chars[TENTH] != '0' || number(QUARTERS) != 0);
    }

    /**
     * The instant that was meant, in milliseconds of the epoch: an absolute time itself, a relative one added to {@code
     * nowMs} by the calendar of UTC, years and months first, a day that the month does not have becoming its last;
     * {@link #NOT_A_TIME} for the other kinds.
     */
    public long resolveMs(long nowMs) {
        return kind == Kind.RELATIVE ? addTo(nowMs) : epochMs;
    }

    /**
     * Writes an absolute time. Milliseconds below a tenth of a second are cut.
     *
     * @param offsetQuarters zone to write it in, -48 to 48, or to 56 where {@link #lenientOffsets} is on
     * @return the offset after it
     * @throws IllegalArgumentException when the zone or the local year is out of range
     */
    public int writeAbsolute(long epochMs, int offsetQuarters, byte[] to, int offset) {
        checkQuarters(offsetQuarters);
        long localMs = epochMs + offsetQuarters * QUARTER_MS;
        int date = CivilTime.yearMonthDay(localMs);
        int year = date / 10_000;
        if (year < firstYear || year >= firstYear + 100) {
            throw new IllegalArgumentException(
                    "time: year " + year + " (expected: " + firstYear + " to " + (firstYear + 99) + ")");
        }
        int msOfDay = CivilTime.msOfDay(localMs);
        put(to, offset + YEAR, year % 100);
        put(to, offset + MONTH, date / 100 % 100);
        put(to, offset + DAY, date % 100);
        put(to, offset + HOUR, msOfDay / 3_600_000);
        put(to, offset + MINUTE, msOfDay / 60_000 % 60);
        put(to, offset + SECOND, msOfDay / 1000 % 60);
        to[offset + TENTH] = (byte) ('0' + msOfDay / 100 % 10);
        put(to, offset + QUARTERS, Math.abs(offsetQuarters));
        to[offset + SIGN] = (byte) (offsetQuarters < 0 ? '-' : '+');
        return offset + LENGTH;
    }

    /** An absolute time; as {@link #writeAbsolute}. Allocates. */
    public String absolute(long epochMs, int offsetQuarters) {
        byte[] to = new byte[LENGTH];
        writeAbsolute(epochMs, offsetQuarters, to, 0);
        return new String(to, StandardCharsets.US_ASCII);
    }

    private boolean load(ByteBuf buf, int offset, int length) {
        if (length > LENGTH) {
            return false;
        }
        buf.getBytes(offset, chars, 0, length);
        return true;
    }

    private boolean load(CharSequence value) {
        int length = value.length();
        if (length > LENGTH) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            chars[i] = (byte) (c < 0x80 ? c : 0);
        }
        return true;
    }

    private Kind invalid() {
        kind = Kind.INVALID;
        epochMs = NOT_A_TIME;
        quarters = 0;
        return kind;
    }

    private Kind read(int length) {
        invalid();
        if (length == 0) {
            kind = Kind.NOT_SET;
        } else if (length == LENGTH && areDigits(SIGN)) {
            switch (chars[SIGN]) {
                case 'R' -> kind = Kind.RELATIVE;
                case '+' -> readAbsolute(number(QUARTERS));
                case '-' -> readAbsolute(-number(QUARTERS));
                default -> {
                    // No other direction is defined.
                }
            }
        }
        return kind;
    }

    private Kind readFinalDate(int length) {
        if (length == SHORT_LENGTH && areDigits(SHORT_LENGTH)) {
            invalid();
            chars[TENTH] = '0';
            readAbsolute(localQuarters);
        } else if (read(length) == Kind.RELATIVE) {
            invalid();
        }
        return kind;
    }

    private void readAbsolute(int offsetQuarters) {
        int year = firstYear + Math.floorMod(number(YEAR) - firstYear, 100);
        long localMs =
                CivilTime.epochMs(year, number(MONTH), number(DAY), number(HOUR), number(MINUTE), number(SECOND));
        if (localMs != NOT_A_TIME && Math.abs(offsetQuarters) <= maxQuarters) {
            kind = Kind.ABSOLUTE;
            quarters = offsetQuarters;
            epochMs = localMs + (chars[TENTH] - '0') * 100L - offsetQuarters * QUARTER_MS;
        }
    }

    private long addTo(long nowMs) {
        int date = CivilTime.yearMonthDay(nowMs);
        int monthsSinceYear0 = (date / 10_000 + years()) * 12 + date / 100 % 100 - 1 + months();
        int year = monthsSinceYear0 / 12;
        int month = monthsSinceYear0 % 12 + 1;
        int day = Math.min(date % 100, CivilTime.daysOfMonth(year, month));
        long ms = CivilTime.epochDay(year, month, day) * CivilTime.DAY_MS + CivilTime.msOfDay(nowMs);
        return ms + days() * CivilTime.DAY_MS + ((hours() * 60L + minutes()) * 60 + seconds()) * 1000;
    }

    private boolean areDigits(int count) {
        for (int i = 0; i < count; i++) {
            if (chars[i] < '0' || chars[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private int number(int position) {
        return 10 * (chars[position] - '0') + chars[position + 1] - '0';
    }

    private void checkQuarters(int offsetQuarters) {
        if (Math.abs(offsetQuarters) > maxQuarters) {
            throw new IllegalArgumentException(
                    "offsetQuarters: " + offsetQuarters + " (expected: -" + maxQuarters + " to " + maxQuarters + ")");
        }
    }

    static void put(byte[] to, int offset, int twoDigits) {
        to[offset] = (byte) ('0' + twoDigits / 10);
        to[offset + 1] = (byte) ('0' + twoDigits % 10);
    }
}
