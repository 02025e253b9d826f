package io.smppproxy.core.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Which calendar day a moment is in, in one zone. Safe for any thread; allocates once a day. */
final class PolicyCalendar {
    /** A clock that is corrected around midnight must not open yesterday again; one that is set back further is followed. */
    private static final long KEEP_DAY_SECONDS = 3600;

    private final ZoneId zone;
    private volatile Day current;

    PolicyCalendar(ZoneId zone) {
        this.zone = zone;
    }

    /** @return days since 1970-01-01 */
    int dayOf(long unixSeconds) {
        Day day = current;
        if (day == null || unixSeconds >= day.endSeconds || unixSeconds < day.startSeconds - KEEP_DAY_SECONDS) {
            day = Day.of(unixSeconds, zone);
            current = day;
        }
        return day.number;
    }

    private record Day(int number, long startSeconds, long endSeconds) {
        static Day of(long unixSeconds, ZoneId zone) {
            LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(unixSeconds), zone);
            long start = date.atStartOfDay(zone).toEpochSecond();
            long end = date.plusDays(1).atStartOfDay(zone).toEpochSecond();
            return new Day((int) date.toEpochDay(), start, end);
        }
    }
}
