package io.smppproxy.codec.time;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.smppproxy.codec.Vectors;
import io.smppproxy.codec.time.SmppTime.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Times as other implementations read them, and as jSMPP writes them. */
class SmppTimeVectorTest {
    @Test
    void shouldReadAndWriteWhatOthersDo() {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode vector : Vectors.of("times.jsonl")) {
            checks.add(() -> {
                try {
                    if (vector.has("expected")) {
                        checkRead(vector.get("value").asText(), vector.get("expected"));
                    } else {
                        checkWrite(vector);
                    }
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(vector.get("id").asText() + ": " + e, e);
                }
            });
        }
        assertTrue(checks.size() >= 78);
        assertAll(checks);
    }

    private static void checkRead(String value, JsonNode expected) {
        SmppTime time = new SmppTime();
        Kind kind = Kind.valueOf(expected.get("kind").asText().replace(' ', '_').toUpperCase(Locale.ROOT));
        assertEquals(kind, time.parse(value));
        if (kind == Kind.ABSOLUTE) {
            assertEquals(Instant.parse(expected.get("utc").asText()), Instant.ofEpochMilli(time.epochMs()));
            String written = time.absolute(time.epochMs(), time.offsetQuarters());
            assertEquals(value.endsWith("00-") ? value.replace('-', '+') : value, written);
        } else if (kind == Kind.RELATIVE) {
            assertEquals(expected.get("years").asInt(), time.years());
            assertEquals(expected.get("months").asInt(), time.months());
            assertEquals(expected.get("days").asInt(), time.days());
            assertEquals(expected.get("hours").asInt(), time.hours());
            assertEquals(expected.get("minutes").asInt(), time.minutes());
            assertEquals(expected.get("seconds").asInt(), time.seconds());
        }
    }

    private static void checkWrite(JsonNode vector) {
        Instant instant = Instant.parse(vector.get("instant_utc").asText());
        OffsetDateTime local =
                instant.atZone(ZoneId.of(vector.get("zone").asText())).toOffsetDateTime();
        int quarters = local.getOffset().getTotalSeconds() / 900;
        // Most of the years would also do with the default; jSMPP knows this century alone.
        SmppTime time = new SmppTime().lenientOffsets(true).firstYear(2000);
        if (local.getYear() < 2000 || local.getYear() > 2099) {
            assertThrows(IllegalArgumentException.class, () -> time.absolute(instant.toEpochMilli(), quarters));
            return;
        }
        String value = vector.get("value").asText();
        assertEquals(value, time.absolute(instant.toEpochMilli(), quarters));
        assertEquals(Kind.ABSOLUTE, time.parse(value));
        assertEquals(instant, Instant.ofEpochMilli(time.epochMs()));
        for (JsonNode reader : vector.get("verified_by")) {
            if (reader.asText().equals("spec rule")) {
                assertEquals(Kind.ABSOLUTE, new SmppTime().parse(value));
            }
        }
    }
}
