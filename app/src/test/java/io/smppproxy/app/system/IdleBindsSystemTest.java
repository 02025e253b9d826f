package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.esme.EsmeConfig;
import io.smppproxy.simulator.esme.EsmeConfigBuilder;
import io.smppproxy.simulator.esme.EsmeSimulator;
import io.smppproxy.simulator.esme.EsmeStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of ESMEs that are bound to the installed proxy and only answer its enquire_link: all stay, at little cost. 10,000 in the
 * nightly run; needs as many file descriptors and some more (ulimit -n) here and for the proxy.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class IdleBindsSystemTest {
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final int BINDS =
            Integer.getInteger("smpp.idle-binds", Boolean.getBoolean("nightly") ? 10_000 : 1_000);
    private static final int FIRST = 200;
    private static final int AT_ONCE = 500;
    private static final int ROUNDS = 4;
    private static final int ENQUIRE_LINK_SECONDS = 5;
    private static final long MAX_BYTES_PER_BIND = 8 * 1024;

    @TempDir
    Path directory;

    private final List<EsmeSimulator> esmes = new ArrayList<>();
    private int port;

    @Test
    void shouldKeepThousandsOfIdleBindsAtLittleCost() throws Exception {
        port = ProxyProcess.freePort();
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build())) {
            ProxyProcess.configure(directory, smsc.port(), """
                    smpp-server { port = %d, enquire-link = %ds }
                    accounts = [{ id = 1, username = acme, password = secret08, binds = 20000 }]
                    routes = [{ esme = 101 }]
                    """.formatted(port, ENQUIRE_LINK_SECONDS));
            try (ProxyProcess proxy = ProxyProcess.startInstalled(directory, "-XX:NativeMemoryTracking=summary")) {
                assertTrue(smsc.awaitBound(1, WITHIN));
                bind(FIRST);
                idle(proxy);
            } finally {
                esmes.forEach(EsmeSimulator::close);
            }
        }
    }

    private void idle(ProxyProcess proxy) throws Exception {
        long heapBefore = ProcessUse.heapBytes(proxy);
        long directBefore = ProcessUse.directBytes(proxy);
        long residentBefore = ProcessUse.residentBytes(proxy);
        long fromNs = System.nanoTime();
        for (int bound = FIRST; bound < BINDS; bound += AT_ONCE) {
            bind(Math.min(AT_ONCE, BINDS - bound));
        }
        double bindSeconds = (System.nanoTime() - fromNs) / 1e9;
        assertEquals(BINDS, proxy.metric("smpp_proxy_esme_bound_sessions"));

        awaitEnquireLinks(1);
        long askedBefore = sum(EsmeStats::enquireLinks);
        double cpuBefore = ProcessUse.cpuSeconds(proxy);
        fromNs = System.nanoTime();
        awaitEnquireLinks(1 + ROUNDS);
        double seconds = (System.nanoTime() - fromNs) / 1e9;
        double cpu = (ProcessUse.cpuSeconds(proxy) - cpuBefore) / seconds;
        double asked = (sum(EsmeStats::enquireLinks) - askedBefore) / seconds;

        long heap = ProcessUse.heapBytes(proxy) - heapBefore;
        long direct = ProcessUse.directBytes(proxy) - directBefore;
        long resident = ProcessUse.residentBytes(proxy) - residentBefore;
        int more = BINDS - FIRST;
        System.out.printf(
                "%d idle binds: each %d octets of heap and %d outside it (resident memory grew by %d each, the collector's room"
                        + " included); with enquire_link every %d s, %.0f a second, %.1f %% of one core; %.0f binds a second%n",
                BINDS,
                heap / more,
                direct / more,
                resident / more,
                ENQUIRE_LINK_SECONDS,
                asked,
                100 * cpu,
                more / bindSeconds);
        assertTrue(heap + direct < more * MAX_BYTES_PER_BIND, () -> heap + " + " + direct + " octets");
        assertEquals(BINDS, proxy.metric("smpp_proxy_esme_bound_sessions"));
        assertEquals(0, proxy.metric("smpp_proxy_esme_cut_total"));
        assertEquals(BINDS, sum(EsmeStats::bound));
        assertEquals(0, sum(EsmeStats::lost));
        sendAmongThem();
    }

    private void bind(int count) throws Exception {
        EsmeSimulator some =
                EsmeSimulator.start(esmes().transceivers(count).messages(0).build());
        esmes.add(some);
        assertTrue(some.awaitBound(WITHIN), () -> some.stats().toString());
    }

    private EsmeConfigBuilder esmes() {
        return EsmeConfig.builder().port(port).systemId("acme").password("secret08");
    }

    /** Waits until every bind may have been asked so often. */
    private void awaitEnquireLinks(int rounds) throws Exception {
        Await.until(
                rounds + " rounds of enquire_link",
                WITHIN,
                () -> sum(EsmeStats::enquireLinks) >= (long) rounds * BINDS);
    }

    private long sum(ToLongFunction<EsmeStats> value) {
        return esmes.stream().map(EsmeSimulator::stats).mapToLong(value).sum();
    }

    private void sendAmongThem() throws Exception {
        try (EsmeSimulator sender =
                EsmeSimulator.start(esmes().transmitters(1).messages(200).build())) {
            assertTrue(sender.awaitBound(WITHIN));
            assertTrue(sender.run().isAllAccepted(), () -> sender.stats().toString());
        }
    }
}
