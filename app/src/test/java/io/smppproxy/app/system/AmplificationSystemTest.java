package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a peer's request costs the packaged proxy, compared with what it costs the peer: CPU time, octets of answers, memory that stays. No
 * request, before or after the bind, may cost a hundred times as much.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AmplificationSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final int MAX_RATIO = 100;
    private static final int REQUESTS = 2_000;
    private static final int CONNECTIONS = 200;
    private static final String ADDRESSES = "\0\1\1BRAND\0\1\1998901234567\0";
    private static final String REST = "\0\0\0\0\0\0\0\0\0\5hello";

    @TempDir
    Path directory;

    private int port;
    private ProxyProcess proxy;

    /** What some requests of one kind cost. */
    private record Cost(double peerCpuSeconds, double proxyCpuSeconds, long sentBytes, long answeredBytes) {
        double cpuRatio() {
            return proxyCpuSeconds / peerCpuSeconds;
        }

        double octetRatio() {
            return (double) answeredBytes / sentBytes;
        }
    }

    @Test
    void shouldCostNoMoreThanAHundredTimesThePeersShare() throws Exception {
        port = ProxyProcess.freePort();
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build())) {
            ProxyProcess.configure(directory, smsc.port(), """
                    smpp-server { port = %d, refusal-delay = 10ms }
                    accounts = [{ id = 1, username = acme, password = secret08, window = 1000, allowed-senders = ["BRAND"] }]
                    routes = [{ esme = 101 }]
                    """.formatted(port));
            try (ProxyProcess started = ProxyProcess.startInstalled(directory, "-XX:NativeMemoryTracking=summary")) {
                proxy = started;
                assertTrue(smsc.awaitBound(1, WITHIN));
                // First, because the guesses before a bind slow down the right password from the same address.
                afterTheBind().forEach((name, pdu) -> measure(name, () -> session(pdu)));
                beforeTheBind().forEach((name, pdu) -> measure(name, () -> connections(pdu)));
                memoryThatStays();
            }
        }
    }

    private static Map<String, byte[]> beforeTheBind() {
        Map<String, byte[]> kinds = new LinkedHashMap<>();
        kinds.put("bind, unknown system_id", RawEsme.pdu(RawEsme.BIND_TRX, 1, RawEsme.bindBody("nobody", "wrong")));
        kinds.put("bind, wrong password", RawEsme.pdu(RawEsme.BIND_TRX, 1, RawEsme.bindBody("acme", "wrong")));
        kinds.put("bind, malformed", RawEsme.pdu(RawEsme.BIND_TRX, 1, "x".repeat(900)));
        kinds.put("submit_sm before the bind", submit("BRAND"));
        kinds.put("enquire_link before the bind", RawEsme.pdu(RawEsme.ENQUIRE_LINK, 1, ""));
        kinds.put("unbind before the bind", RawEsme.pdu(RawEsme.UNBIND, 1, ""));
        kinds.put("unknown command before the bind", RawEsme.pdu(0x777, 1, ""));
        kinds.put("command_length of 2 GiB", new byte[] {0x7f, -1, -1, -1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1});
        return kinds;
    }

    private static Map<String, byte[]> afterTheBind() {
        Map<String, byte[]> kinds = new LinkedHashMap<>();
        kinds.put("enquire_link", RawEsme.pdu(RawEsme.ENQUIRE_LINK, 1, ""));
        kinds.put("unknown command", RawEsme.pdu(0x777, 1, ""));
        kinds.put("second bind", RawEsme.pdu(RawEsme.BIND_TRX, 1, RawEsme.bindBody("acme", "secret08")));
        kinds.put("submit_sm, sender not allowed", submit("BANK"));
        kinds.put("submit_sm, malformed", RawEsme.pdu(RawEsme.SUBMIT_SM, 1, "x".repeat(100)));
        kinds.put("submit_sm", submit("BRAND"));
        kinds.put("query_sm, unknown id", RawEsme.pdu(RawEsme.QUERY_SM, 1, "a".repeat(32) + "\0\1\1BRAND\0"));
        kinds.put("cancel_sm, unknown id", RawEsme.pdu(RawEsme.CANCEL_SM, 1, "\0" + "a".repeat(32) + ADDRESSES));
        kinds.put(
                "replace_sm, unknown id",
                RawEsme.pdu(RawEsme.REPLACE_SM, 1, "a".repeat(32) + "\0\1\1BRAND\0\0\0\0\0\5hello"));
        return kinds;
    }

    private static byte[] submit(String sender) {
        return RawEsme.pdu(RawEsme.SUBMIT_SM, 1, "\0\1\1" + sender + "\0\1\1998901234567\0" + REST);
    }

    /** Sends requests of one kind and reads the answers. */
    private interface Load {
        Cost run() throws IOException;
    }

    /** The second time counts: the first one's share of the compiler is no request's. */
    private void measure(String name, Load load) {
        try {
            load.run();
            Cost cost = load.run();
            System.out.printf(
                    "%-32s CPU %.1f times the peer's, octets %.1f times%n", name, cost.cpuRatio(), cost.octetRatio());
            assertTrue(cost.cpuRatio() <= MAX_RATIO, () -> name + ": " + cost);
            assertTrue(cost.octetRatio() <= MAX_RATIO, () -> name + ": " + cost);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(name, e);
        }
    }

    /** A connection for each request, up to its end. */
    private Cost connections(byte[] pdu) throws IOException {
        double proxyBefore = ProcessUse.cpuSeconds(proxy);
        double peerBefore = peerCpuSeconds();
        long answered = 0;
        List<RawEsme> peers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            RawEsme peer = new RawEsme(port);
            peer.send(pdu);
            peers.add(peer);
        }
        for (RawEsme peer : peers) {
            try (peer) {
                peer.read();
            } catch (EOFException | SocketException e) {
                // Not every request has an answer.
            }
            answered += peer.readBytes();
        }
        return cost(peerBefore, proxyBefore, (long) CONNECTIONS * pdu.length, answered);
    }

    /** One session, many requests. */
    private Cost session(byte[] pdu) throws IOException {
        try (RawEsme peer = new RawEsme(port)) {
            awaitBind(peer);
            double proxyBefore = ProcessUse.cpuSeconds(proxy);
            double peerBefore = peerCpuSeconds();
            long answeredBefore = peer.readBytes();
            for (int i = 0; i < REQUESTS; i++) {
                peer.send(pdu);
                peer.read();
            }
            return cost(peerBefore, proxyBefore, (long) REQUESTS * pdu.length, peer.readBytes() - answeredBefore);
        }
    }

    private static void awaitBind(RawEsme peer) throws IOException {
        int status = peer.bind(RawEsme.BIND_TRX, "acme", "secret08");
        assertTrue(status == CommandStatus.ESME_ROK, () -> "bind: " + CommandStatus.name(status));
    }

    private Cost cost(double peerBefore, double proxyBefore, long sentBytes, long answeredBytes) throws IOException {
        return new Cost(
                peerCpuSeconds() - peerBefore, ProcessUse.cpuSeconds(proxy) - proxyBefore, sentBytes, answeredBytes);
    }

    private static double peerCpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** Connections that come, guess and go leave nothing. */
    private void memoryThatStays() throws IOException, InterruptedException {
        byte[] bind = RawEsme.pdu(RawEsme.BIND_TRX, 1, RawEsme.bindBody("nobody", "wrong"));
        long before = ProcessUse.heapBytes(proxy) + ProcessUse.directBytes(proxy);
        for (int i = 0; i < 5; i++) {
            connections(bind);
        }
        long grown = ProcessUse.heapBytes(proxy) + ProcessUse.directBytes(proxy) - before;
        long sent = 5L * CONNECTIONS * bind.length;
        System.out.printf("1000 refused binds: %d octets sent, memory grew by %d%n", sent, grown);
        assertTrue(grown <= MAX_RATIO * sent, () -> grown + " octets for " + sent);
    }
}
