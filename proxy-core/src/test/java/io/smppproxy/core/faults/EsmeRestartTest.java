package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageState;
import io.smppproxy.core.config.AccountConfig.MessageIdSource;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.ReceivingEsme;
import io.smppproxy.core.metrics.DeliveryMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a restart of the proxy does to deliveries, and what time does to them. */
@Timeout(120)
class EsmeRestartTest {
    private static final long MAX_AGE_MS = 3_600_000;

    @TempDir
    Path dataDir;

    private MultiRig rig;
    private volatile RawSmsc.Connection smsc;
    private volatile boolean isAnswering = true;
    private final List<RawSmsc.Pdu> unanswered = new CopyOnWriteArrayList<>();
    private final Map<String, String> smscIds = new ConcurrentHashMap<>();
    private final List<RawSmsc.Pdu> answers = new CopyOnWriteArrayList<>();
    private final AtomicInteger sequences = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        rig = new MultiRig().raw("raw", this::onPdu, link -> link.responseTimeoutMs(20_000));
        startCore(MAX_AGE_MS);
    }

    private void startCore(long maxAgeMs) throws Exception {
        rig.start(CoreConfigs.of(dataDir)
                .route(101)
                .account(
                        1,
                        "esme",
                        account -> account.messageIds(MessageIdSource.PROXY).deliveries(4, maxAgeMs))
                .moRoute("*", 1));
        rig.awaitBound("raw");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void onPdu(RawSmsc.Connection connection, RawSmsc.Pdu pdu) throws IOException {
        switch (pdu.commandId()) {
            case CommandId.BIND_TRANSCEIVER -> {
                smsc = connection;
                connection.asUsual(pdu);
            }
            case CommandId.SUBMIT_SM -> {
                String id = "77" + sequences.incrementAndGet();
                smscIds.put(pdu.text(), id);
                if (isAnswering) {
                    connection.accept(pdu, id);
                } else {
                    unanswered.add(pdu);
                }
            }
            case CommandId.DELIVER_SM_RESP -> answers.add(pdu);
            default -> connection.asUsual(pdu);
        }
    }

    private ReceivingEsme bind(int command) throws IOException {
        return new ReceivingEsme(rig.esme("esme", command, InterfaceVersion.V3_4));
    }

    private void receipt(int esmClass, String text, String stat) throws Exception {
        int sequence = sequences.incrementAndGet();
        smsc.send(
                CommandId.DELIVER_SM,
                0,
                sequence,
                RawSmsc.deliverBody(esmClass, RawSmsc.receiptText(smscIds.get(text), stat, "000"), ""));
        Await.until(
                "an answer", () -> answers.stream().anyMatch(pdu -> pdu.sequence() == sequence && pdu.status() == 0));
    }

    private void receipt(String text) throws Exception {
        receipt(EsmClass.TYPE_MC_RECEIPT, text, "DELIVRD");
    }

    private DeliveryMetrics metrics() {
        return rig.core.deliveryMetrics().get(0);
    }

    private List<String> submitAndDeliver(int count) throws Exception {
        List<String> ids = new ArrayList<>();
        try (ReceivingEsme tx = bind(RawEsme.BIND_TX)) {
            for (int i = 0; i < count; i++) {
                ids.add(tx.submitAndAwaitId("m" + i));
                receipt("m" + i);
            }
        }
        return ids;
    }

    /** Takes so many and leaves. */
    private List<String> take(int count) throws Exception {
        List<String> taken = new CopyOnWriteArrayList<>();
        try (ReceivingEsme rx =
                new ReceivingEsme(rig.esme("esme", RawEsme.BIND_RX, InterfaceVersion.V3_4), delivered -> {
                    if (taken.size() == count) {
                        return ReceivingEsme.SILENCE;
                    }
                    taken.add(delivered.receipt().id());
                    return 0;
                })) {
            rx.awaitReceived(count);
            Await.equal("taken", count, () -> metrics().delivered.get());
        }
        return taken;
    }

    @Test
    void shouldGoOnAfterARestartWhereItWas() throws Exception {
        List<String> ids = submitAndDeliver(30);
        assertEquals(ids.subList(0, 12), take(12));
        rig.core.close();
        startCore(MAX_AGE_MS);
        Await.equal("waiting", 18, () -> metrics().pending.get());
        try (ReceivingEsme rx = bind(RawEsme.BIND_RX)) {
            rx.awaitReceived(18);
            assertEquals(ids.subList(12, 30), rx.receiptIds());
            Await.equal("waiting", 0, () -> metrics().pending.get());
            rig.core.close();
        }
        startCore(MAX_AGE_MS);
        assertNothingIsDelivered();
    }

    /** What comes first is what is submitted now. */
    private void assertNothingIsDelivered() throws Exception {
        try (ReceivingEsme esme = bind(RawEsme.BIND_TRX)) {
            String id = esme.submitAndAwaitId("last");
            receipt("last");
            esme.awaitReceived(1);
            assertEquals(List.of(id), esme.receiptIds());
        }
    }

    @Test
    void shouldKnowWhatWaitsWhenTheMapsAreLost() throws Exception {
        List<String> ids = submitAndDeliver(20);
        assertEquals(ids.subList(0, 7), take(7));
        rig.core.close();
        Files.delete(dataDir.resolve("maps").resolve("checkpoint"));
        startCore(MAX_AGE_MS);
        try (ReceivingEsme rx = bind(RawEsme.BIND_RX)) {
            rx.awaitReceived(13);
            assertEquals(ids.subList(7, 20), rx.receiptIds());
            Await.equal("waiting", 0, () -> metrics().pending.get());
        }
        rig.core.close();
        Files.delete(dataDir.resolve("maps").resolve("checkpoint"));
        startCore(MAX_AGE_MS);
        assertNothingIsDelivered();
    }

    @Test
    void shouldDeliverReceiptsThatCameBeforeTheAnswerAlsoOverARestart() throws Exception {
        isAnswering = false;
        try (ReceivingEsme esme = bind(RawEsme.BIND_TRX)) {
            String body = RawEsme.submitBody("early");
            int registeredDelivery = body.length() - "early".length() - 5;
            var answer = esme.submit(
                    body.substring(0, registeredDelivery) + (char) 0x11 + body.substring(registeredDelivery + 1));
            Await.until("it has arrived", () -> !unanswered.isEmpty());
            receipt(EsmClass.TYPE_INTERMEDIATE_NOTIFICATION, "early", "ENROUTE");
            receipt(EsmClass.TYPE_MC_RECEIPT, "early", "UNDELIV");
            assertEquals(0, esme.received.size());
            smsc.accept(unanswered.get(0), smscIds.get("early"));
            assertEquals(0, answer.get().status());
            esme.awaitReceived(2);
            assertEquals(
                    List.of(MessageState.ENROUTE, MessageState.UNDELIVERABLE),
                    esme.received.stream()
                            .map(delivered -> delivered.receipt().messageState())
                            .toList());
            assertEquals(1, esme.receiptIds().stream().distinct().count());
            Await.equal("waiting", 0, () -> metrics().pending.get());
        }
        rig.core.close();
        isAnswering = true;
        startCore(MAX_AGE_MS);
        assertNothingIsDelivered();
    }

    @Test
    void shouldGiveUpWhatIsTooOld() throws Exception {
        rig.core.close();
        startCore(500);
        submitAndDeliver(5);
        Await.equal("given up", 5, () -> metrics().expired.get());
        Await.equal("waiting", 0, () -> metrics().pending.get());
        rig.core.close();
        startCore(MAX_AGE_MS);
        assertNothingIsDelivered();
        assertEquals(0, metrics().expired.get());
    }
}
