package io.smppproxy.codec.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.time.SmppTime.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmppTimeTest {
    private static final long SEED = Long.getLong("smpp.seed", System.nanoTime());

    private final SmppTime time = new SmppTime();

    @ParameterizedTest
    @CsvSource({
        "260715120000000+, 2026-07-15T12:00:00Z, 0",
        "260715120000948+, 2026-07-15T00:00:00.9Z, 48",
        "260715120000048-, 2026-07-16T00:00:00Z, -48",
        "370101000000000+, 2037-01-01T00:00:00Z, 0",
        "380101000000000+, 1938-01-01T00:00:00Z, 0",
        "991231235959900-, 1999-12-31T23:59:59.9Z, 0"
    })
    void shouldReadAbsoluteTimes(String value, Instant instant, int quarters) {
        assertEquals(Kind.ABSOLUTE, time.parse(value));
        assertEquals(instant, Instant.ofEpochMilli(time.epochMs()));
        assertEquals(instant.toEpochMilli(), time.resolveMs(0));
        assertEquals(quarters, time.offsetQuarters());
    }

    @Test
    void shouldReadOtherCenturiesWhereToldTo() {
        time.firstYear(2000).parse("991231235959900+");
        assertEquals(Instant.parse("2099-12-31T23:59:59.9Z"), Instant.ofEpochMilli(time.epochMs()));
        time.firstYear(1970).parse("700101000000000+");
        assertEquals(0, time.epochMs());
        time.parse("690101000000000+");
        assertEquals(Instant.parse("2069-01-01T00:00:00Z"), Instant.ofEpochMilli(time.epochMs()));
    }

    @Test
    void shouldReadZonesBeyondTwelveHoursOnlyLeniently() {
        assertEquals(Kind.INVALID, time.parse("260716020000056+"));
        time.lenientOffsets(true);
        assertEquals(Kind.ABSOLUTE, time.parse("260716020000056+"));
        assertEquals(Instant.parse("2026-07-15T12:00:00Z"), Instant.ofEpochMilli(time.epochMs()));
        assertEquals(Kind.INVALID, time.parse("260716020000057+"));
        assertEquals(Kind.INVALID, time.parse("260716020000057-"));
        time.lenientOffsets(false);
        assertEquals(Kind.INVALID, time.parse("260716020000049-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "260015120000000+",
                "261315120000000+",
                "260700120000000+",
                "260732120000000+",
                "260229120000000+",
                "260431120000000+",
                "260715240000000+",
                "260715126000000+",
                "260715120060000+",
                "260715120000000*",
                "260715120000000r",
                "26071512000000+",
                "2607151200000000+",
                "/60715120000000+",
                ":60715120000000+",
                "2607151200000:0+",
                "260715120000\u0130000+",
                "\u0132607151200000+",
                "0",
                "000000000000000",
                "260715120000"
            })
    void shouldRefuseWhatIsNoTime(String value) {
        time.parse("000000000001000R");
        assertEquals(Kind.INVALID, time.parse(value));
        assertEquals(Kind.INVALID, time.kind());
        assertEquals(SmppTime.NOT_A_TIME, time.epochMs());
        assertEquals(SmppTime.NOT_A_TIME, time.resolveMs(0));
    }

    @Test
    void shouldForgetTheTimeReadBefore() {
        time.parse("260715120000004+");
        assertEquals(Kind.NOT_SET, time.parse(""));
        assertEquals(SmppTime.NOT_A_TIME, time.resolveMs(0));
        assertEquals(0, time.offsetQuarters());
        time.parse("260715120000004+");
        assertEquals(Kind.INVALID, time.parse("x".repeat(17)));
        assertEquals(0, time.offsetQuarters());
    }

    @ParameterizedTest
    @CsvSource({
        "000000000000000R, 2026-07-15T12:00:00Z, 2026-07-15T12:00:00Z",
        "000000000001948R, 2026-07-15T12:00:00Z, 2026-07-15T12:00:01Z",
        "020610233429000R, 2026-07-15T12:00:00Z, 2029-01-26T11:34:29Z",
        "000100000000000R, 2026-01-31T12:00:00.5Z, 2026-02-28T12:00:00.5Z",
        "010100000000000R, 2027-01-31T00:00:00Z, 2028-02-29T00:00:00Z",
        "010000000000000R, 2028-02-29T00:00:00Z, 2029-02-28T00:00:00Z",
        "001200000000000R, 2026-12-31T00:00:00Z, 2027-12-31T00:00:00Z",
        "000000239999000R, 2026-12-31T00:00:00Z, 2027-01-01T00:40:39Z"
    })
    void shouldAddRelativeTimesByTheCalendar(String value, Instant now, Instant then) {
        assertEquals(Kind.RELATIVE, time.parse(value));
        assertEquals(then, Instant.ofEpochMilli(time.resolveMs(now.toEpochMilli())));
        assertEquals(SmppTime.NOT_A_TIME, time.epochMs());
    }

    @ParameterizedTest
    @CsvSource({
        "000007000000000R, false",
        "000007000000100R, true",
        "000007000000001R, true",
        "000007000000010R, true",
        "260715120000904+, false"
    })
    void shouldTellOfIgnoredDigits(String value, boolean ignored) {
        time.parse(value);
        assertEquals(ignored, time.hasIgnoredDigits());
    }

    @Test
    void shouldAddAsJavaTimeDoes() {
        for (int i = 0; i < 20_000; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            String digits = String.format("%012d", random.nextLong(1_000_000_000_000L));
            OffsetDateTime now =
                    Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)).atOffset(ZoneOffset.UTC);
            time.parse(digits + "000R");
            OffsetDateTime then = now.plus(Period.of(time.years(), time.months(), 0))
                    .plusDays(time.days())
                    .plus(Duration.ofSeconds(time.hours() * 3600L + time.minutes() * 60L + time.seconds()));
            String of = digits + " from " + now + " with -Dsmpp.seed=" + (SEED + i);
            assertEquals(
                    then.toInstant().toEpochMilli(),
                    time.resolveMs(now.toInstant().toEpochMilli()),
                    of);
        }
    }

    @Test
    void shouldReadWhatItWrites() {
        time.lenientOffsets(true);
        // 1938-01-02 to 2037-12-30, so that no zone leaves the hundred years.
        long first = Instant.parse("1938-01-02T00:00:00Z").toEpochMilli();
        long last = Instant.parse("2037-12-30T23:59:59.999Z").toEpochMilli();
        byte[] octets = new byte[20];
        for (int i = 0; i < 50_000; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            long epochMs = random.nextLong(first, last);
            int quarters = random.nextInt(-56, 57);
            assertEquals(18, time.writeAbsolute(epochMs, quarters, octets, 2));
            ByteBuf buf = Unpooled.wrappedBuffer(octets);
            String of = epochMs + " in zone " + quarters + " with -Dsmpp.seed=" + (SEED + i);
            assertEquals(Kind.ABSOLUTE, time.parse(buf, 2, SmppTime.LENGTH), of);
            assertEquals(Math.floorDiv(epochMs, 100L) * 100, time.epochMs(), of);
            assertEquals(quarters, time.offsetQuarters(), of);
            assertEquals(new String(octets, 2, 16, StandardCharsets.US_ASCII), time.absolute(time.epochMs(), quarters));
        }
    }

    @Test
    void shouldWriteRelativeTimes() {
        assertEquals("000000000000000R", RelativeTime.of(0));
        assertEquals("000001010101000R", RelativeTime.of(90_061));
        assertEquals("000099235959000R", RelativeTime.of(8_639_999));
        byte[] octets = new byte[18];
        assertEquals(17, RelativeTime.write(8_639_998, octets, 1));
        time.parse(Unpooled.wrappedBuffer(octets), 1, 16);
        assertEquals(8_639_998_000L, time.resolveMs(0));
        assertThrows(IllegalArgumentException.class, () -> RelativeTime.of(-1));
        assertThrows(IllegalArgumentException.class, () -> RelativeTime.of(8_640_000));
    }

    @ParameterizedTest
    @CsvSource({
        "260715120000, ABSOLUTE, 2026-07-15T11:00:00Z",
        "260715120000500+, ABSOLUTE, 2026-07-15T12:00:00.5Z",
        "260715120000504-, ABSOLUTE, 2026-07-15T13:00:00.5Z",
        "000001000000000R, INVALID,",
        "260732120000, INVALID,",
        "26071512000, INVALID,",
        "2607151200000, INVALID,",
        "2607151200 0, INVALID,",
        "'', NOT_SET,",
        "26071512000000000, INVALID,"
    })
    void shouldReadFinalDates(String value, Kind kind, Instant instant) {
        time.localQuarters(4);
        long ms = instant == null ? SmppTime.NOT_A_TIME : instant.toEpochMilli();
        assertEquals(kind, time.parseFinalDate(value));
        assertEquals(ms, time.epochMs());
        ByteBuf buf = Unpooled.copiedBuffer("x" + value, StandardCharsets.US_ASCII);
        assertEquals(kind, time.parseFinalDate(buf, 1, value.length()));
        assertEquals(ms, time.epochMs());
    }

    @Test
    void shouldSayWhatItCannotWrite() {
        long ms = Instant.parse("2037-12-31T23:59:59Z").toEpochMilli();
        assertEquals("371231235959000+", time.absolute(ms, 0));
        String year = assertThrows(IllegalArgumentException.class, () -> time.absolute(ms, 1))
                .getMessage();
        assertEquals("time: year 2038 (expected: 1938 to 2037)", year);
        long before = Instant.parse("1938-01-01T00:00:00Z").toEpochMilli();
        assertEquals("380101000000000+", time.absolute(before, 0));
        assertThrows(IllegalArgumentException.class, () -> time.absolute(before, -1));
        String zone = assertThrows(IllegalArgumentException.class, () -> time.absolute(0, 49))
                .getMessage();
        assertEquals("offsetQuarters: 49 (expected: -48 to 48)", zone);
        assertThrows(IllegalArgumentException.class, () -> time.absolute(0, -49));
        assertThrows(IllegalArgumentException.class, () -> time.localQuarters(49));
    }

    @Test
    void shouldNeverThrow() {
        String alphabet = "0123456789+-R x\u0130\0";
        for (int i = 0; i < 50_000; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(3) == 0 ? random.nextInt(20) : 16; n > 0; n--) {
                value.append(alphabet.charAt(random.nextInt(random.nextInt(8) == 0 ? alphabet.length() : 10)));
            }
            try {
                time.parse(value);
                long ms = time.resolveMs(random.nextLong(4_000_000_000_000L));
                assertEquals(time.kind() == Kind.ABSOLUTE || time.kind() == Kind.RELATIVE, ms != SmppTime.NOT_A_TIME);
                ByteBuf octets = Unpooled.copiedBuffer(value, StandardCharsets.ISO_8859_1);
                assertEquals(time.kind(), time.parse(octets, 0, octets.readableBytes()));
                time.parseFinalDate(value);
            } catch (RuntimeException e) {
                throw new AssertionError("with -Dsmpp.seed=" + (SEED + i), e);
            }
        }
    }
}
