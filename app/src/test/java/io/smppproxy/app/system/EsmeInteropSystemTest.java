package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.smppproxy.app.interop.CloudhopperEsme;
import io.smppproxy.app.interop.EsmeTally;
import io.smppproxy.app.interop.ForeignEsme;
import io.smppproxy.app.interop.ForeignSmsc;
import io.smppproxy.app.interop.ForeignSmsc.ForeignMessage;
import io.smppproxy.app.interop.JsmppEsme;
import io.smppproxy.app.interop.JsmppSmsc;
import io.smppproxy.app.interop.KannelEsme;
import io.smppproxy.app.interop.KannelMessages;
import io.smppproxy.app.interop.NodeEsme;
import io.smppproxy.app.interop.NodeSmsc;
import io.smppproxy.app.interop.PlannedMessages;
import io.smppproxy.app.interop.PlannedMessages.Kind;
import io.smppproxy.app.interop.PlannedMessages.Pdu;
import io.smppproxy.app.interop.PlannedMessages.Planned;
import io.smppproxy.app.interop.Tap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * ESMEs and message centres made by others, with the packaged proxy in between. What an ESME sends must arrive octet for octet, every
 * response and every receipt must come home under the right id, and Wireshark's dissector must call nothing on the proxy's ports malformed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class EsmeInteropSystemTest {
    private static final int MESSAGES = Boolean.getBoolean("nightly") ? 10_000 : 250;
    private static final Duration WITHIN = Duration.ofMinutes(5);

    /** An account's way through the proxy: taps on both sides, and a message centre of its own behind it. */
    private static final class Way {
        final String account;
        final ForeignSmsc smsc;
        final Tap esmeSide;
        final Tap smscSide;

        Way(String account, ForeignSmsc smsc, int esmePort) throws IOException {
            this.account = account;
            this.smsc = smsc;
            this.esmeSide = Tap.to(() -> esmePort);
            this.smscSide = Tap.to(smsc::port);
        }

        void close() {
            esmeSide.close();
            smscSide.close();
            smsc.close();
        }
    }

    @TempDir
    static Path directory;

    private final List<Way> ways = new ArrayList<>();
    private Optional<Capture> capture = Optional.empty();
    private ProxyProcess proxy;

    @BeforeAll
    void start() throws Exception {
        int esmePort = freePort();
        boolean hasNode = NodeSmsc.isAvailable();
        ways.add(new Way("ch-smpp", JsmppSmsc.start(), esmePort));
        ways.add(new Way("jsmpp", hasNode ? NodeSmsc.start() : JsmppSmsc.start(), esmePort));
        ways.add(new Way("node", JsmppSmsc.start(), esmePort));
        ways.add(new Way("kannel", JsmppSmsc.start(), esmePort));
        ways.add(new Way("managed", hasNode ? NodeSmsc.start() : JsmppSmsc.start(), esmePort));
        StringBuilder text = new StringBuilder("""
                pools = [], links = [], accounts = [], routes = []
                smpp-server.port = %d
                link-defaults.window = 100
                account-defaults { password = %s, window = 200, delivery-window = 50 }
                """.formatted(esmePort, ForeignEsme.PASSWORD));
        List<Integer> ports = new ArrayList<>(List.of(esmePort));
        for (int i = 0; i < ways.size(); i++) {
            Way way = ways.get(i);
            ports.add(way.smscSide.port());
            text.append("""
                    links += { id = %1$d, smsc-id = link%1$d, host = "127.0.0.1", port = %2$d, username = u }
                    accounts += ${account-defaults} { id = %1$d, username = %3$s, mode = %4$s }
                    routes += { accounts = [%1$d], esme = %1$d }
                    """.formatted(
                            i + 1,
                            way.smscSide.port(),
                            way.account,
                            way.account.equals("managed") ? "managed" : "transparent"));
        }
        ProxyProcess.configure(directory, 1, text.toString());
        capture = Capture.start(directory, ports);
        proxy = ProxyProcess.start(directory);
        proxy.awaitMetric("smpp_proxy_link_bound_sessions", ways.size());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Also what the unbinds of all sessions look like. */
    @AfterAll
    void stop() throws Exception {
        try {
            if (proxy != null) {
                proxy.terminate();
                assertEquals(0, proxy.awaitExit(), proxy.output());
            }
            if (capture.isPresent()) {
                capture.get().check();
            }
        } finally {
            capture.ifPresent(Capture::close);
            if (proxy != null) {
                proxy.close();
            }
            ways.forEach(Way::close);
        }
    }

    private Way way(String account) {
        return ways.stream()
                .filter(way -> way.account.equals(account))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldServeCloudhopper() throws Exception {
        Way way = way("ch-smpp");
        try (ForeignEsme esme = new CloudhopperEsme(way.esmeSide.port(), way.account)) {
            submit(way, esme, PlannedMessages.of(MESSAGES, Kind.values()));
        }
        Comparison.of(way.esmeSide, way.smscSide).check();
    }

    @Test
    void shouldServeJsmpp() throws Exception {
        Way way = way("jsmpp");
        try (ForeignEsme esme = new JsmppEsme(way.esmeSide.port(), way.account)) {
            submit(way, esme, PlannedMessages.of(MESSAGES, Kind.values()));
        }
        Comparison.of(way.esmeSide, way.smscSide).check();
    }

    @Test
    void shouldServeNode() throws Exception {
        assumeTrue(NodeSmsc.isAvailable(), "skipped: node and npm are not installed (apt-get install nodejs npm)");
        Way way = way("node");
        try (ForeignEsme esme = new NodeEsme(way.esmeSide.port(), way.account)) {
            submit(way, esme, PlannedMessages.of(MESSAGES, Kind.values()));
        }
        Comparison.of(way.esmeSide, way.smscSide).check();
    }

    /** Only what the link may write anew in the same text: the rest passes as it is, as in the other tests. */
    @Test
    void shouldServeJsmppInManagedMode() throws Exception {
        Way way = way("managed");
        try (ForeignEsme esme = new JsmppEsme(way.esmeSide.port(), way.account)) {
            submit(
                    way,
                    esme,
                    PlannedMessages.of(
                            MESSAGES,
                            Kind.GSM_7BIT,
                            Kind.UCS2_SINGLE,
                            Kind.PAYLOAD_GSM,
                            Kind.PAYLOAD_UCS2,
                            Kind.UDH_8_UCS2,
                            Kind.SAR));
        }
        for (ForeignMessage message : way.smsc.received()) {
            assertTrue(message.parts() <= 3, message::toString);
        }
    }

    /** Submits everything, and waits until everything has come back. */
    private static void submit(Way way, ForeignEsme esme, List<Planned> messages) throws Exception {
        List<Pdu> pdus = PlannedMessages.pdus(messages);
        EsmeTally tally = esme.tally();
        long startNs = System.nanoTime();
        esme.submit(pdus);
        assertTrue(tally.awaitAnswers(pdus.size(), WITHIN), tally::toString);
        long answeredNs = System.nanoTime();
        assertEquals(List.of(), tally.refusals());
        assertTrue(tally.awaitReceipts(pdus.size(), WITHIN), tally::toString);
        report(way, messages.size(), pdus.size(), startNs, answeredNs);
        awaitDeliveriesAnswered(way);
        assertEquals(pdus.size(), new TreeSet<>(tally.ids().values()).size(), "ids are told once");
        assertEquals(
                tally.ids().values().stream().sorted().toList(),
                tally.receiptIds().stream().sorted().toList());
        assertTexts(
                way,
                messages.stream()
                        .map(message -> message.dest() + ' ' + message.text())
                        .toList());
    }

    /** Else an unbind overtakes the last answers. */
    private static void awaitDeliveriesAnswered(Way way) {
        for (Tap.Message delivery : way.esmeSide.delivered()) {
            long deadlineNs = System.nanoTime() + WITHIN.toNanos();
            while (delivery.answer() == null) {
                assertTrue(System.nanoTime() < deadlineNs, "a receipt that the ESME does not answer");
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static void assertTexts(Way way, List<String> sent) throws InterruptedException {
        assertTrue(way.smsc.awaitReceived(sent.size(), WITHIN));
        assertEquals(
                sent.stream().sorted().toList(),
                way.smsc.received().stream()
                        .map(message -> message.destination() + ' ' + message.text())
                        .sorted()
                        .toList());
    }

    private static void report(Way way, int messages, int pdus, long startNs, long answeredNs) {
        System.out.printf(
                "%s: %d messages, %d submit_sm answered in %d ms, their receipts in %d ms%n",
                way.account,
                messages,
                pdus,
                (answeredNs - startNs) / 1_000_000,
                (System.nanoTime() - startNs) / 1_000_000);
    }

    @Test
    void shouldServeKannel() throws Exception {
        assumeTrue(KannelEsme.isAvailable(), "skipped: Kannel is not installed (apt-get install kannel)");
        Way way = way("kannel");
        Path home = Files.createDirectory(directory.resolve("kannel"));
        try (KannelEsme kannel = new KannelEsme(home, way.esmeSide.port(), way.account)) {
            EsmeTally tally = kannel.tally();
            List<String> texts = new ArrayList<>();
            int number = 0;
            long startNs = System.nanoTime();
            for (int i = 0; i < MESSAGES; i++) {
                String dest = "4917" + (10_000_000 + i);
                String text = KannelMessages.text(i);
                for (Map<String, String> parameters : KannelMessages.requests(i, text)) {
                    kannel.send(number++, dest, parameters);
                }
                texts.add(dest + ' ' + text);
            }
            assertTrue(tally.awaitAnswers(number, WITHIN), () -> tally + "\n" + kannel.unsent());
            long answeredNs = System.nanoTime();
            assertTrue(tally.awaitReceipts(number, WITHIN), tally::toString);
            assertEquals(List.of(), tally.refusals());
            assertEquals(List.of(), kannel.unsent());
            assertEquals(number, tally.receiptIds().size());
            awaitDeliveriesAnswered(way);
            report(way, MESSAGES, way.esmeSide.submitted().size(), startNs, answeredNs);
            assertTexts(way, texts);
        }
        Comparison.of(way.esmeSide, way.smscSide).check();
    }
}
