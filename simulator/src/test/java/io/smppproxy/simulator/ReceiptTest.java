package io.smppproxy.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.simulator.RawEsme.Message;
import io.smppproxy.simulator.RawEsme.Pdu;
import io.smppproxy.simulator.ledger.ReceiptEvent;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.MessageIdForm;
import io.smppproxy.simulator.plan.OutcomeMix;
import io.smppproxy.simulator.plan.ReceiptOutcome;
import io.smppproxy.simulator.plan.ReceiptPlan;
import io.smppproxy.simulator.plan.ReceiptPlan.Carrier;
import io.smppproxy.simulator.plan.ReceiptPlan.Form;
import io.smppproxy.simulator.plan.ReceiptPlan.When;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiptTest {
    private static final int RECEIPTED_MESSAGE_ID = 0x001E;
    private static final int MESSAGE_STATE = 0x0427;
    private static final int NETWORK_ERROR_CODE = 0x0423;
    private static final int USER_MESSAGE_REFERENCE = 0x0204;

    private static SimulatorConfig.Builder config() {
        return SimulatorConfig.builder().ledgerInMemory(true).firstMessageId(0xABC);
    }

    private static RawEsme bound(SmscSimulator smsc, int command) throws Exception {
        RawEsme esme = new RawEsme(smsc.port());
        assertEquals(0, esme.bind(command, "alice", "").status());
        return esme;
    }

    @Test
    void shouldSendWhatAppendixBShows() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = bound(smsc, RawEsme.BIND_TRX)) {
            esme.submit(2, 1, "Hello, this text is longer than twenty");
            assertEquals("2748", esme.read().body().cString());
            Pdu receipt = esme.read();
            assertEquals(RawEsme.DELIVER_SM, receipt.commandId());
            Message message = Message.ofDeliverSm(receipt);
            esme.answer(receipt, 0);

            assertEquals("4917012345678", message.source());
            assertEquals("INFO", message.destination());
            assertEquals(0x04, message.esmClass());
            assertEquals(0, message.dataCoding());
            assertTrue(
                    message.text()
                            .matches("id:2748 sub:001 dlvrd:001 submit date:\\d{10} done date:\\d{10}"
                                    + " stat:DELIVRD err:000 text:Hello, this text is "),
                    message.text());
            assertEquals("2748", message.tlvString(RECEIPTED_MESSAGE_ID));
            assertArrayEquals(new byte[] {2}, message.tlvs().get(MESSAGE_STATE));

            assertTrue(smsc.ledger().awaitAcknowledgedReceipts(1, Duration.ofSeconds(5)));
            ReceiptEvent event = smsc.ledger().receiptEvents().get(1);
            assertEquals("2748", event.messageId());
            assertEquals(ReceiptOutcome.DELIVERED, event.outcome());
            assertEquals(1, smsc.stats().receiptsAcknowledged());
            assertEquals(0, smsc.stats().receiptsWaiting());
        }
    }

    @ParameterizedTest
    @CsvSource({"DELIVER_SM,TEXT", "DELIVER_SM,TLV", "DELIVER_SM,BOTH", "DATA_SM,TEXT", "DATA_SM,TLV", "DATA_SM,BOTH"})
    void shouldSendEveryForm(Carrier carrier, Form form) throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(
                        config().answerIdForm(MessageIdForm.HEX).build());
                RawEsme esme = bound(smsc, RawEsme.BIND_TRX)) {
            smsc.plan()
                    .receipts(ReceiptPlan.DEFAULT
                            .withCarrier(carrier)
                            .withForm(form)
                            .withIdForm(MessageIdForm.DECIMAL)
                            .withOutcomes(OutcomeMix.of(ReceiptOutcome.UNDELIVERABLE)));
            esme.submit(2, 1, 0, 0, new byte[] {'x'}, new byte[] {0x02, 0x04, 0, 2, 0x11, 0x22});
            assertEquals("abc", esme.read().body().cString());
            Pdu receipt = esme.read();
            boolean dataSm = carrier == Carrier.DATA_SM;
            assertEquals(dataSm ? RawEsme.DATA_SM : RawEsme.DELIVER_SM, receipt.commandId());
            Message message = dataSm ? Message.ofDataSm(receipt) : Message.ofDeliverSm(receipt);

            assertEquals(0x04, message.esmClass());
            if (form == Form.TLV) {
                assertEquals("", message.text());
            } else {
                assertTrue(message.text().startsWith("id:2748 sub:001 dlvrd:000 "), message.text());
                assertTrue(message.text().contains(" stat:UNDELIV err:001 "), message.text());
            }
            if (form == Form.TEXT) {
                assertFalse(message.tlvs().containsKey(RECEIPTED_MESSAGE_ID));
            } else {
                assertEquals("2748", message.tlvString(RECEIPTED_MESSAGE_ID));
                assertArrayEquals(new byte[] {5}, message.tlvs().get(MESSAGE_STATE));
                assertArrayEquals(new byte[] {3, 0, 1}, message.tlvs().get(NETWORK_ERROR_CODE));
                assertArrayEquals(new byte[] {0x11, 0x22}, message.tlvs().get(USER_MESSAGE_REFERENCE));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void shouldSendTextOnlyToOneThatSpeaks33(Form form) throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme tx = new RawEsme(smsc.port());
                RawEsme rx = new RawEsme(smsc.port())) {
            smsc.plan().receipts(ReceiptPlan.DEFAULT.withForm(form).withCarrier(Carrier.DATA_SM));
            tx.bind(RawEsme.BIND_TX, "alice", "", 0x33);
            rx.bind(RawEsme.BIND_RX, "alice", "", 0x33);
            tx.submit(2, 1, "hello");
            Message message = Message.ofDeliverSm(rx.read());

            assertTrue(message.text().contains("stat:DELIVRD"), message.text());
            assertTrue(message.tlvs().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REQUESTED,0,DELIVERED,false",
        "REQUESTED,1,DELIVERED,true",
        "REQUESTED,2,DELIVERED,false",
        "REQUESTED,2,EXPIRED,true",
        "REQUESTED,3,DELIVERED,true",
        "REQUESTED,3,REJECTED,false",
        "REQUESTED,1,NONE,false",
        "ALWAYS,0,DELIVERED,true",
        "NEVER,1,DELIVERED,false"
    })
    void shouldSendOneWhenAskedFor(When when, int registeredDelivery, ReceiptOutcome outcome, boolean expected)
            throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = bound(smsc, RawEsme.BIND_TRX)) {
            smsc.plan().receipts(ReceiptPlan.DEFAULT.withWhen(when).withOutcomes(OutcomeMix.of(outcome)));
            esme.submit(2, registeredDelivery, "hello");
            esme.read();
            // A receipt without delay leaves before a message that came later is answered with some delay.
            smsc.plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(30)));
            esme.submit(3, 0, "hello");
            boolean receipt = esme.read().commandId() == RawEsme.DELIVER_SM;
            assertEquals(expected, receipt);
        }
    }

    @Test
    void shouldNotifyOfIntermediateStates() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = bound(smsc, RawEsme.BIND_TRX)) {
            esme.submit(2, 0x11, "hello");
            esme.read();
            Message notification = Message.ofDeliverSm(esme.read());
            assertEquals(0x20, notification.esmClass());
            assertTrue(notification.text().contains("stat:ENROUTE"), notification.text());
            assertEquals(0x04, Message.ofDeliverSm(esme.read()).esmClass());
        }
    }

    @Test
    void shouldSendTheReceiptBeforeTheAnswer() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = bound(smsc, RawEsme.BIND_TRX)) {
            smsc.plan().receipts(ReceiptPlan.DEFAULT.withBeforeAnswer(true));
            esme.submit(2, 1, "hello");
            assertEquals(RawEsme.DELIVER_SM, esme.read().commandId());
            assertEquals(RawEsme.SUBMIT_SM | RawEsme.RESP, esme.read().commandId());
        }
    }

    @Test
    void shouldKeepReceiptsUntilAReceiverBinds() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().eventLoops(2).build());
                RawEsme tx = bound(smsc, RawEsme.BIND_TX)) {
            for (int i = 1; i <= 20; i++) {
                tx.submit(i, 1, "hello " + i);
                tx.read();
            }
            try (RawEsme rx = bound(smsc, RawEsme.BIND_RX)) {
                Set<String> ids = new HashSet<>();
                for (int i = 1; i <= 20; i++) {
                    Pdu receipt = rx.read();
                    ids.add(Message.ofDeliverSm(receipt).tlvString(RECEIPTED_MESSAGE_ID));
                    rx.answer(receipt, 0);
                }
                assertEquals(20, ids.size());
                assertTrue(smsc.ledger().awaitAcknowledgedReceipts(20, Duration.ofSeconds(5)));
            }
        }
    }

    @Test
    void shouldSendAgainWhatWasNotAnsweredWhenTheConnectionEnded() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().receiptWindow(2).build())) {
            try (RawEsme first = bound(smsc, RawEsme.BIND_TRX)) {
                for (int i = 1; i <= 3; i++) {
                    first.submit(i, 1, "hello");
                }
                for (int i = 1; i <= 5; i++) {
                    first.read();
                }
                assertTrue(first.isSilentFor(50), "the window holds two");
            }
            try (RawEsme second = bound(smsc, RawEsme.BIND_TRX)) {
                Set<String> ids = new HashSet<>();
                for (int i = 1; i <= 3; i++) {
                    Pdu receipt = second.read();
                    ids.add(Message.ofDeliverSm(receipt).tlvString(RECEIPTED_MESSAGE_ID));
                    second.answer(receipt, 0);
                }
                assertEquals(Set.of("2748", "2749", "2750"), ids);
                assertTrue(smsc.ledger().awaitAcknowledgedReceipts(3, Duration.ofSeconds(5)));
                assertEquals(0, smsc.stats().receiptsWaiting());
                assertEquals(5, smsc.stats().receiptsSent());
            }
        }
    }

    @Test
    void shouldSendARefusedOneAgainUnlessTheRefusalIsPermanent() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(
                        config().receiptRetryDelay(Duration.ofMillis(5)).build());
                RawEsme esme = bound(smsc, RawEsme.BIND_TRX)) {
            esme.submit(2, 1, "hello");
            esme.read();
            esme.answer(esme.read(), 0x64);
            Pdu again = esme.read();
            assertEquals(RawEsme.DELIVER_SM, again.commandId());
            esme.answer(again, 0x65);
            assertTrue(esme.isSilentFor(50));
            assertEquals(2, smsc.stats().receiptsRefused());
        }
    }

    @Test
    void shouldSendDuplicates() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = bound(smsc, RawEsme.BIND_TRX)) {
            smsc.plan().receipts(ReceiptPlan.DEFAULT.withDuplicateProbability(1));
            esme.submit(2, 1, "hello");
            esme.read();
            assertEquals(
                    Message.ofDeliverSm(esme.read()).tlvString(RECEIPTED_MESSAGE_ID),
                    Message.ofDeliverSm(esme.read()).tlvString(RECEIPTED_MESSAGE_ID));
        }
    }

    @Test
    void shouldWaitTheDelay() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = bound(smsc, RawEsme.BIND_TRX)) {
            smsc.plan().receipts(ReceiptPlan.DEFAULT.withDelay(DelayDistribution.fixed(Duration.ofMillis(60))));
            long startNs = System.nanoTime();
            esme.submit(2, 1, "hello");
            esme.read();
            esme.read();
            assertTrue(System.nanoTime() - startNs >= 60_000_000);
        }
    }
}
