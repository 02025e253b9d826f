package io.smppproxy.core.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkRatesTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final List<LinkMetrics> links = new ArrayList<>(List.of(new LinkMetrics(101, "smsc")));
    private final List<AccountMetrics> accounts = List.of(new AccountMetrics(7, "shop"));
    private final LinkRates rates = new LinkRates(() -> links, () -> accounts);
    private final LinkMetrics link = links.get(0);

    @Test
    void shouldTellTheMeanOfThreeSeconds() {
        rates.sample(0);
        assertEquals(new LinkRates.LinkRate(101, 0, 0, 0, 0, 0), rates.link(101));
        for (int second = 1; second <= 5; second++) {
            link.partsWritten.add(second * 10L);
            link.receipts.add(3);
            link.answersThrottled.increment();
            link.responseTimeouts.increment();
            accounts.get(0).requests.add(60);
            accounts.get(0).throttled.add(second == 5 ? 3 : 0);
            rates.sample(second * SECOND_NS);
        }
        LinkRates.LinkRate rate = rates.link(101);
        assertEquals((30 + 40 + 50) / 3.0, rate.submittedPerS(), 1e-9);
        assertEquals(3, rate.receiptsPerS(), 1e-9);
        assertEquals(2, rate.errorsPerS(), 1e-9);
        assertEquals(new LinkRates.AccountRate(7, 60, 1), rates.account(7));
        links.clear();
        rates.sample(6 * SECOND_NS);
        assertEquals(0, rates.link(101).submittedPerS());
        assertEquals(0, rates.account(8).submittedPerS());
    }

    @Test
    void shouldForgetLatenciesThatAreNotOfTheLastSeconds() {
        for (int i = 1; i <= 100; i++) {
            link.recordAnswerLatency(i * 1_000_000L);
        }
        rates.sample(0);
        assertEquals(50, rates.link(101).p50Ms(), 1);
        assertEquals(99, rates.link(101).p99Ms(), 1.5);
        for (int second = 1; second <= 5; second++) {
            rates.sample(second * SECOND_NS);
        }
        assertEquals(50, rates.link(101).p50Ms(), 1);
        for (int second = 6; second <= 10; second++) {
            rates.sample(second * SECOND_NS);
        }
        assertEquals(0, rates.link(101).p50Ms());
        // All since the start are told to those who scrape.
        link.answerLatency.readTotal(new double[] {0.01, 0.05, Double.POSITIVE_INFINITY}, (counts, sumSeconds) -> {
            assertArrayEquals(new long[] {10, 40, 50}, counts);
            assertEquals(5.05, sumSeconds, 0.05);
        });
    }
}
