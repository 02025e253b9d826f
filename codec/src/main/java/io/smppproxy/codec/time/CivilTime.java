package io.smppproxy.codec.time;

/**
 * Calendar dates and times of day, UTC, to milliseconds of the epoch and back, by the proleptic Gregorian calendar. What
 * java.time does, but without its objects. Pure functions, for any thread.
 */
public final class CivilTime {
    /** Answer for what is no date or no time of day. */
    public static final long NOT_A_TIME = Long.MIN_VALUE;

    static final long DAY_MS = 24 * 60 * 60_000L;

    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** Days from 1 March of the year 0 to 1 January 1970. */
    private static final int EPOCH_SHIFT_DAYS = 719_468;

    private static final int DAYS_OF_ERA = 146_097;
    private static final int YEARS_OF_ERA = 400;

    private CivilTime() {}

    /**
     * Milliseconds of the epoch; {@link #NOT_A_TIME} unless the date is in the calendar, hour is 0 to 23, minute and second 0
     * to 59.
     */
    public static long epochMs(int year, int month, int day, int hour, int minute, int second) {
        if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) {
            return NOT_A_TIME;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NOT_A_TIME;
        }
        return epochDay(year, month, day) * DAY_MS + ((hour * 60L + minute) * 60 + second) * 1000;
    }

    /** Days that a month, 1 to 12, has in that year. */
    public static int daysOfMonth(int year, int month) {
        boolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return DAYS_OF_MONTH[month - 1] + (month == 2 && leap ? 1 : 0);
    }

    /** Days since 1 January 1970 of a date in the calendar; years are counted from March, so that leap days come last. */
    static long epochDay(int year, int month, int day) {
        int shiftedYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(shiftedYear, YEARS_OF_ERA);
        int yearOfEra = Math.floorMod(shiftedYear, YEARS_OF_ERA);
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_OF_ERA + dayOfEra - EPOCH_SHIFT_DAYS;
    }

    /** The date of an instant as the number YYYYMMDD; for years 0 to 9999. */
    public static int yearMonthDay(long epochMs) {
        long shifted = Math.floorDiv(epochMs, DAY_MS) + EPOCH_SHIFT_DAYS;
        int era = (int) Math.floorDiv(shifted, DAYS_OF_ERA);
        int dayOfEra = Math.floorMod(shifted, DAYS_OF_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = era * YEARS_OF_ERA + yearOfEra + (month <= 2 ? 1 : 0);
        return year * 10_000 + month * 100 + day;
    }

    /** The time of day of an instant in milliseconds, 0 to 86,399,999. */
    public static int msOfDay(long epochMs) {
        return (int) Math.floorMod(epochMs, DAY_MS);
    }
}
