package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolicyCalendarTest {
    @Test
    void shouldAgreeWithTheCalendarAsTimeGoesOn() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        // Berlin changes its clocks at 2 in the morning, Beirut at midnight.
        for (String name : new String[] {"UTC", "Europe/Berlin", "Asia/Beirut", "Pacific/Apia"}) {
            ZoneId zone = ZoneId.of(name);
            PolicyCalendar calendar = new PolicyCalendar(zone);
            long seconds = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
            for (int i = 0; i < 5_000; i++) {
                seconds += random.nextLong(50_000);
                LocalDate expected = LocalDate.ofInstant(Instant.ofEpochSecond(seconds), zone);
                assertEquals(expected.toEpochDay(), calendar.dayOf(seconds), name + " seed " + seed + " at " + seconds);
            }
        }
    }

    @Test
    void shouldKeepTheDayForSmallStepsBackAndFollowLargeOnes() {
        PolicyCalendar calendar = new PolicyCalendar(ZoneId.of("UTC"));
        assertEquals(10, calendar.dayOf(10 * 86_400L));
        assertEquals(10, calendar.dayOf(10 * 86_400L - 1));
        assertEquals(10, calendar.dayOf(10 * 86_400L - 3_600));
        assertEquals(9, calendar.dayOf(10 * 86_400L - 3_601));
        assertEquals(9, calendar.dayOf(10 * 86_400L - 1));
        assertEquals(10, calendar.dayOf(10 * 86_400L));
    }
}
