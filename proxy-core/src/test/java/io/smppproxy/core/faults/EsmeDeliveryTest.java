package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AccountConfig.MessageIdSource;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.ReceivingEsme;
import io.smppproxy.core.harness.ReceivingEsme.Delivered;
import io.smppproxy.core.metrics.DeliveryMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receipts and mobile originated messages on their way to ESMEs, through real sockets on both sides. */
@Timeout(120)
class EsmeDeliveryTest {
    private static final long RESPONSE_TIMEOUT_MS = 1_000;

    @TempDir
    static Path dataDir;

    private static MultiRig rig;
    private static volatile RawSmsc.Connection smsc;
    /** Ids that the SMSC has given, by text. */
    private static final Map<String, String> SMSC_IDS = new ConcurrentHashMap<>();

    private static final List<RawSmsc.Pdu> ANSWERS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger IDS = new AtomicInteger(7_000_000);
    private static final AtomicInteger SEQUENCES = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        rig.raw("raw", EsmeDeliveryTest::onPdu, link -> link.window(200));
        rig.start(configs());
        rig.awaitBound("raw");
    }

    private static CoreConfigs configs() {
        CoreConfigs configs = CoreConfigs.of(dataDir)
                .route(101)
                .server(server -> server.responseTimeoutMs(RESPONSE_TIMEOUT_MS))
                .moRoute("4455", 10)
                .moRoute("77*", 11);
        String[] names = {
            "away", "shared", "fussy", "silent", "bytes", "theirs", "old", "several", "away2", "mo", "full", "crowd"
        };
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            configs.account(
                    i + 1,
                    name,
                    account -> account.messageIds(name.equals("theirs") ? MessageIdSource.SMSC : MessageIdSource.PROXY)
                            .mode(name.equals("several") ? AccountConfig.Mode.MANAGED : AccountConfig.Mode.TRANSPARENT)
                            .deliveryMaxPending(name.equals("full") || name.equals("crowd") ? 5 : 1_000_000));
        }
        return configs;
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static void onPdu(RawSmsc.Connection connection, RawSmsc.Pdu pdu) throws IOException {
        switch (pdu.commandId()) {
            case CommandId.BIND_TRANSCEIVER -> {
                smsc = connection;
                connection.asUsual(pdu);
            }
            case CommandId.SUBMIT_SM -> {
                String id = Integer.toString(IDS.incrementAndGet());
                SMSC_IDS.put(pdu.text(), id);
                connection.accept(pdu, id);
            }
            case CommandId.DELIVER_SM_RESP -> ANSWERS.add(pdu);
            default -> connection.asUsual(pdu);
        }
    }

    private static ReceivingEsme bind(String account, int command) throws IOException {
        return new ReceivingEsme(rig.esme(account, command, InterfaceVersion.V3_4));
    }

    /** The SMSC delivers; waits for the answer. */
    private static int deliver(String body) throws Exception {
        int sequence = SEQUENCES.incrementAndGet();
        smsc.send(CommandId.DELIVER_SM, 0, sequence, body);
        Await.until("an answer", () -> answer(sequence) != null);
        return answer(sequence).status();
    }

    private static RawSmsc.Pdu answer(int sequence) {
        return ANSWERS.stream()
                .filter(pdu -> pdu.sequence() == sequence)
                .findFirst()
                .orElse(null);
    }

    private static void receipt(String text, String stat) throws Exception {
        String body =
                RawSmsc.deliverBody(EsmClass.TYPE_MC_RECEIPT, RawSmsc.receiptText(SMSC_IDS.get(text), stat, "000"), "");
        assertEquals(0, deliver(body));
    }

    private static String mo(String destination, int esmClass, String text) {
        return "\0\1\1" + "998901234567\0" + "\1\1" + destination + "\0" + (char) esmClass + "\0\0\0\0\0\0\0\0"
                + (char) text.length() + text;
    }

    private static DeliveryMetrics metrics(long account) {
        return rig.core.deliveryMetrics().stream()
                .filter(metrics -> metrics.accountId == account)
                .findFirst()
                .orElseThrow();
    }

    /** Submits so many; tells ids by text, in order. */
    private static List<String> submit(ReceivingEsme esme, String name, int count) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(esme.submitAndAwaitId(name + i));
        }
        return ids;
    }

    @Test
    void shouldKeepReceiptsForAnEsmeThatIsAwayAndSendThemInOrder() throws Exception {
        int count = 120;
        List<String> ids;
        try (ReceivingEsme tx = bind("away", RawEsme.BIND_TX)) {
            ids = submit(tx, "away", count);
            for (int i = 0; i < count; i++) {
                receipt("away" + i, "DELIVRD");
            }
            assertEquals(List.of(), tx.received);
        }
        Await.equal("waiting", count, () -> metrics(1).pending.get());
        try (ReceivingEsme rx = bind("away", RawEsme.BIND_RX)) {
            rx.awaitReceived(count);
            assertEquals(ids, rx.receiptIds());
            Await.equal("delivered", count, () -> metrics(1).delivered.get());
            Await.equal("waiting", 0, () -> metrics(1).pending.get());
            assertEquals(count, rx.received.size());
        }
    }

    @Test
    void shouldSpreadReceiptsOverTheSessionsOfAnAccount() throws Exception {
        int count = 100;
        try (ReceivingEsme tx = bind("shared", RawEsme.BIND_TX);
                ReceivingEsme rx = bind("shared", RawEsme.BIND_RX);
                ReceivingEsme trx = bind("shared", RawEsme.BIND_TRX)) {
            List<String> ids = submit(tx, "shared", count);
            for (int i = 0; i < count; i++) {
                receipt("shared" + i, "DELIVRD");
            }
            Await.until("all", () -> rx.received.size() + trx.received.size() == count);
            List<String> got = new ArrayList<>(rx.receiptIds());
            got.addAll(trx.receiptIds());
            assertEquals(new HashSet<>(ids), new HashSet<>(got));
            assertTrue(rx.received.size() >= count / 4, () -> rx.received.size() + "");
            assertTrue(trx.received.size() >= count / 4, () -> trx.received.size() + "");
            assertEquals(0, tx.received.size());
        }
    }

    @Test
    void shouldSendAgainWhatIsRefusedForNowAndNotWhatIsRefusedForGood() throws Exception {
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        try (ReceivingEsme esme = bind("fussy", RawEsme.BIND_TRX)) {
            List<String> ids = submit(esme, "fussy", 6);
            esme.script(delivered -> {
                String id = delivered.receipt().id();
                int attempt = attempts.merge(id, 1, Integer::sum);
                return switch (ids.indexOf(id)) {
                    case 1 -> attempt == 1 ? CommandStatus.ESME_RX_T_APPN : 0;
                    case 3 -> CommandStatus.ESME_RX_R_APPN;
                    default -> 0;
                };
            });
            for (int i = 0; i < 6; i++) {
                receipt("fussy" + i, "DELIVRD");
            }
            Await.equal("taken", 5, () -> metrics(3).delivered.get());
            assertEquals(2, attempts.get(ids.get(1)));
            assertEquals(1, attempts.get(ids.get(3)));
            assertEquals(7, esme.received.size());
            assertEquals(1, metrics(3).retried.get());
            assertEquals(1, metrics(3).refused.get());
            Await.equal("waiting", 0, () -> metrics(3).pending.get());
        }
    }

    @Test
    void shouldSendToAnotherSessionWhatASilentOneDoesNotAnswer() throws Exception {
        int count = 30;
        try (ReceivingEsme silent = bind("silent", RawEsme.BIND_TRX)) {
            silent.script(delivered -> ReceivingEsme.SILENCE);
            List<String> ids = submit(silent, "silent", count);
            for (int i = 0; i < count; i++) {
                receipt("silent" + i, "DELIVRD");
            }
            silent.awaitReceived(1);
            Await.until("the silent one is unbound", silent::wasUnbound);
            Await.until("and gone", silent::isEnded);
            try (ReceivingEsme other = bind("silent", RawEsme.BIND_RX)) {
                other.awaitReceived(count);
                assertEquals(new HashSet<>(ids), new HashSet<>(other.receiptIds()));
                Await.equal("delivered", count, () -> metrics(4).delivered.get());
                assertTrue(metrics(4).returned.get() > 0);
            }
        }
    }

    @Test
    void shouldReplaceTheSmscsIdInTextAndTlvAndNothingElse() throws Exception {
        try (ReceivingEsme esme = bind("bytes", RawEsme.BIND_TRX)) {
            String ours = esme.submitAndAwaitId("bytes");
            assertEquals(32, ours.length());
            String theirs = SMSC_IDS.get("bytes");
            String before = RawSmsc.deliverBody(
                    EsmClass.TYPE_MC_RECEIPT,
                    RawSmsc.receiptText(theirs, "UNDELIV", "069"),
                    "\2\4\0\2\1\2" + "\0\36\0" + (char) (theirs.length() + 1) + theirs + "\0" + "\4\47\0\1\5"
                            + "\24\0\0\3abc");
            String after = RawSmsc.deliverBody(
                    EsmClass.TYPE_MC_RECEIPT,
                    RawSmsc.receiptText(ours, "UNDELIV", "069"),
                    "\2\4\0\2\1\2" + "\0\36\0" + (char) 33 + ours + "\0" + "\4\47\0\1\5" + "\24\0\0\3abc");
            assertEquals(0, deliver(before));
            esme.awaitReceived(1);
            Delivered got = esme.received.get(0);
            byte[] expected = RawSmsc.pdu(CommandId.DELIVER_SM, 0, got.sequence(), after);
            assertArrayEquals(expected, got.octets());
            // One that comes a second time is passed on a second time.
            assertEquals(0, deliver(before));
            esme.awaitReceived(2);
            assertArrayEquals(body(expected), body(esme.received.get(1).octets()));
        }
    }

    private static byte[] body(byte[] pdu) {
        return java.util.Arrays.copyOfRange(pdu, 16, pdu.length);
    }

    @Test
    void shouldLeaveTheSmscsIdToAnEsmeThatWasToldIt() throws Exception {
        try (ReceivingEsme esme = bind("theirs", RawEsme.BIND_TRX)) {
            String id = esme.submitAndAwaitId("theirs");
            assertEquals(SMSC_IDS.get("theirs"), id);
            String body = RawSmsc.deliverBody(EsmClass.TYPE_MC_RECEIPT, RawSmsc.receiptText(id, "DELIVRD", "000"), "");
            assertEquals(0, deliver(body));
            esme.awaitReceived(1);
            Delivered got = esme.received.get(0);
            assertArrayEquals(RawSmsc.pdu(CommandId.DELIVER_SM, 0, got.sequence(), body), got.octets());
        }
    }

    @Test
    void shouldSendNoTlvsToVersion33() throws Exception {
        try (ReceivingEsme tx = new ReceivingEsme(rig.esme("old", RawEsme.BIND_TX, InterfaceVersion.V3_3));
                ReceivingEsme rx = new ReceivingEsme(rig.esme("old", RawEsme.BIND_RX, InterfaceVersion.V3_3))) {
            String id = tx.submitAndAwaitId("old");
            String theirs = SMSC_IDS.get("old");
            String tlvs = "\0\36\0" + (char) (theirs.length() + 1) + theirs + "\0" + "\4\47\0\1\3";
            assertEquals(0, deliver(RawSmsc.deliverBody(EsmClass.TYPE_MC_RECEIPT, "", tlvs)));
            rx.awaitReceived(1);
            Delivered got = rx.received.get(0);
            assertEquals(0, got.message().tlvLength());
            DeliveryReceipt receipt = got.receipt();
            assertEquals(id, receipt.id());
            assertEquals(MessageState.EXPIRED, receipt.messageState());
        }
    }

    @Test
    void shouldTellOneReceiptForAllPartsOfAManagedMessage() throws Exception {
        try (ReceivingEsme esme = bind("several", RawEsme.BIND_TRX)) {
            String text = "a".repeat(153) + "b".repeat(10);
            String payload = "\4\44\0" + (char) text.length() + text;
            RawEsme.Pdu answer = esme.submit(RawEsme.submitBody("") + payload).get();
            assertEquals(0, answer.status());
            String id = answer.text().substring(0, answer.text().length() - 1);
            List<String> parts = SMSC_IDS.keySet().stream()
                    .filter(part -> part.length() > 6 && part.substring(6).matches("a+|b+"))
                    .toList();
            assertEquals(2, parts.size());
            receipt(parts.get(0), "DELIVRD");
            receipt(parts.get(1), "UNDELIV");
            esme.awaitReceived(1);
            DeliveryReceipt receipt = esme.received.get(0).receipt();
            assertEquals(id, receipt.id());
            assertEquals(MessageState.UNDELIVERABLE, receipt.messageState());
            assertEquals(2, receipt.submittedCount());
            assertEquals(1, receipt.deliveredCount());
            assertTrue(esme.received.get(0).message().tlvs().find(TlvTag.MESSAGE_STATE));
            receipt(parts.get(1), "UNDELIV");
            submitAndReceipt(esme, "several-more");
            esme.awaitReceived(2);
            assertEquals(2, esme.received.size());
        }
    }

    private static void submitAndReceipt(ReceivingEsme esme, String text) throws Exception {
        esme.submitAndAwaitId(text);
        receipt(text, "DELIVRD");
    }

    @Test
    void shouldRouteMobileOriginatedMessages() throws Exception {
        assertEquals(CommandStatus.ESME_RX_R_APPN, deliver(mo("9999", 0, "nobody's")));
        long routed = rig.metrics("raw").mobileOriginatedRouted.get();
        String[] texts = IntStream.range(0, 20).mapToObj(i -> "mo" + i).toArray(String[]::new);
        for (String text : texts) {
            assertEquals(0, deliver(mo("4455", 0, text)));
        }
        assertEquals(routed + 20, rig.metrics("raw").mobileOriginatedRouted.get());
        try (ReceivingEsme esme = bind("mo", RawEsme.BIND_RX)) {
            esme.awaitReceived(20);
            assertEquals(List.of(texts), esme.texts());
            Delivered got = esme.received.get(3);
            assertArrayEquals(RawSmsc.pdu(CommandId.DELIVER_SM, 0, got.sequence(), mo("4455", 0, "mo3")), got.octets());
            // Parts of one message take the same session.
            try (ReceivingEsme second = bind("mo", RawEsme.BIND_RX)) {
                for (int reference = 1; reference <= 8; reference++) {
                    for (int part = 1; part <= 3; part++) {
                        String header = "\5\0\3" + (char) reference + "\3" + (char) part;
                        assertEquals(0, deliver(mo("4455", EsmClass.UDHI, header + "p")));
                    }
                }
                Await.until("all parts", () -> esme.received.size() - 20 + second.received.size() == 24);
                assertEquals(0, second.received.size() % 3);
                assertTrue(second.received.size() > 0, "all on one session");
            }
        }
    }

    @Test
    void shouldSendASmscAwayWhileAnAccountsQueueIsFull() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertEquals(0, deliver(mo("77123", 0, "full" + i)));
        }
        Await.until("temporarily refused", () -> deliver(mo("77123", 0, "too many")) == CommandStatus.ESME_RX_T_APPN);
        try (ReceivingEsme esme = bind("full", RawEsme.BIND_TRX)) {
            esme.awaitReceived(5);
            assertEquals("full0", esme.received.get(0).text());
            Await.until("taken again", () -> deliver(mo("77123", 0, "room")) == 0);
            Await.until("and delivered", () -> esme.texts().contains("room"));
        }
    }

    @Test
    void shouldRefuseRequestsForReceiptsWhileTooManyWait() throws Exception {
        try (ReceivingEsme tx = bind("crowd", RawEsme.BIND_TX)) {
            submit(tx, "crowd", 5);
            for (int i = 0; i < 5; i++) {
                receipt("crowd" + i, "DELIVRD");
            }
            Await.until(
                    "refused",
                    () -> tx.submit(RawEsme.submitBody("crowd-more")).get().status() == CommandStatus.ESME_RMSGQFUL);
            assertEquals(0, tx.submit(unasked("crowd-unasked")).get().status());
            try (ReceivingEsme rx = bind("crowd", RawEsme.BIND_RX)) {
                rx.awaitReceived(5);
            }
            Await.until(
                    "taken again",
                    () -> tx.submit(RawEsme.submitBody("crowd-room")).get().status() == 0);
        }
    }

    /** A submit_sm that asks for no receipt. */
    private static String unasked(String text) {
        String body = RawEsme.submitBody(text);
        int registeredDelivery = body.length() - text.length() - 5;
        return body.substring(0, registeredDelivery) + "\0" + body.substring(registeredDelivery + 1);
    }

    @Test
    void shouldNotDeliverWhatWasNotAskedFor() throws Exception {
        try (ReceivingEsme esme = bind("shared", RawEsme.BIND_TX)) {
            assertEquals(0, esme.submit(unasked("unasked")).get().status());
        }
        receipt("unasked", "DELIVRD");
        try (ReceivingEsme esme = bind("shared", RawEsme.BIND_TRX)) {
            submitAndReceipt(esme, "asked");
            esme.awaitReceived(1);
            assertEquals(1, esme.received.size());
            assertFalse(esme.received.get(0).text().contains(SMSC_IDS.get("unasked")));
        }
    }
}
