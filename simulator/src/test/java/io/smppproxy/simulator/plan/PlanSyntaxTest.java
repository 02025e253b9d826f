package io.smppproxy.simulator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanSyntaxTest {
    private static final int SAMPLES = 20_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20ms|20000000|20000000|20",
                "7|7000000|7000000|7",
                "0|0|0|0",
                "1.5s|1500000000|1500000000|1500",
                "10-50ms|10000000|50000000|30",
                "normal:50,10ms|0|120000000|50",
                "exp:30ms|0|1000000000|30",
                "500us|500000|500000|0.5"
            })
    void shouldReadDelays(String text, long minNs, long maxNs, double meanMs) {
        DelayDistribution delay = DelayDistribution.parse(text);
        SplittableRandom random = new SplittableRandom(4711);
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long ns = delay.sampleNs(random);
            assertTrue(ns >= minNs && ns <= maxNs, () -> text + ": " + ns);
            sum += ns;
        }
        assertEquals(meanMs, sum / SAMPLES / 1e6, 0.05 * meanMs);
        SplittableRandom one = new SplittableRandom(1);
        SplittableRandom other = new SplittableRandom(1);
        assertEquals(
                delay.sampleNs(one), DelayDistribution.parse(delay.toString()).sampleNs(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-5ms", "50-10ms", "10,50ms", "normal:50ms", "exp:1,2", "10min", "9999999999"})
    void shouldSayWhatADelayLooksLike(String text) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> DelayDistribution.parse(text));
        assertTrue(e.getMessage().startsWith("delay: \"" + text + "\" (expected: "), e.getMessage());
    }

    @Test
    void shouldReadErrorMixes() {
        ErrorMix mix = ErrorMix.parse(List.of("0x0B=10%", "88=0.2"));
        SplittableRandom random = new SplittableRandom(5);
        int[] count = new int[256];
        for (int i = 0; i < SAMPLES; i++) {
            count[mix.pick(random)]++;
        }
        assertEquals(0.10, count[0x0B] / (double) SAMPLES, 0.01);
        assertEquals(0.20, count[88] / (double) SAMPLES, 0.01);
        assertEquals(SAMPLES, count[0] + count[0x0B] + count[88]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "11", "=1%", "x=1%", "11=101%", "11=-1", "11=NaN", "11=x"})
    void shouldRefuseOtherErrorMixes(String entry) {
        assertThrows(IllegalArgumentException.class, () -> ErrorMix.parse(List.of(entry)));
    }

    @Test
    void shouldRefuseSharesThatSumToMoreThanAll() {
        assertThrows(IllegalArgumentException.class, () -> ErrorMix.parse(List.of("1=60%", "2=60%")));
    }

    @Test
    void shouldReadOutcomes() {
        OutcomeMix mix = OutcomeMix.parse("DELIVRD=6,undeliv=3,NONE=1");
        SplittableRandom random = new SplittableRandom(6);
        Map<ReceiptOutcome, Integer> count = new EnumMap<>(ReceiptOutcome.class);
        for (int i = 0; i < SAMPLES; i++) {
            count.merge(mix.pick(random), 1, Integer::sum);
        }
        assertEquals(0.6, count.get(ReceiptOutcome.DELIVERED) / (double) SAMPLES, 0.02);
        assertEquals(0.3, count.get(ReceiptOutcome.UNDELIVERABLE) / (double) SAMPLES, 0.02);
        assertEquals(0.1, count.get(ReceiptOutcome.NONE) / (double) SAMPLES, 0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LOST=1", "DELIVRD=x", "DELIVRD=-1", "DELIVRD=0", "DELIVRD=1,,"})
    void shouldRefuseOtherOutcomes(String text) {
        assertThrows(IllegalArgumentException.class, () -> OutcomeMix.parse(text));
    }

    @ParameterizedTest
    @EnumSource(MessageIdForm.class)
    void shouldWriteIdsAsItFormatsThem(MessageIdForm form) {
        Set<String> seen = new HashSet<>();
        for (long id :
                new long[] {0, 1, 9, 10, 15, 16, 255, 256, 4_294_967_296L, 1_763_716_800_000_000L, Long.MAX_VALUE}) {
            ByteBuf out = Unpooled.buffer();
            form.write(out, id);
            assertEquals(form.format(id), out.toString(StandardCharsets.US_ASCII));
            assertTrue(seen.add(form.format(id)));
        }
    }
}
