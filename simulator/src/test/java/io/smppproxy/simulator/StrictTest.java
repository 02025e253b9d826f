package io.smppproxy.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.simulator.RawEsme.Octets;
import io.smppproxy.simulator.RawEsme.Pdu;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A simulator with --strict, spoken to through its port. */
class StrictTest {
    private static final int GENERIC_NACK = 0x8000_0000;
    private static final byte[] TEXT = "hello".getBytes(StandardCharsets.US_ASCII);

    private static SmscSimulator start(boolean strict, int version) {
        return SmscSimulator.start(SimulatorConfig.builder()
                .strict(strict)
                .interfaceVersion(version)
                .build());
    }

    private static void assertAnswer(int commandId, int status, int sequence, Pdu answer) {
        assertEquals(commandId, answer.commandId());
        assertEquals(CommandStatus.name(status), CommandStatus.name(answer.status()));
        assertEquals(sequence, answer.sequence());
    }

    @Test
    void shouldAnswerWithTheStatusOfWhatIsWrongAndGoOn() throws Exception {
        try (SmscSimulator smsc = start(true, InterfaceVersion.V3_4);
                RawEsme esme = new RawEsme(smsc.port())) {
            assertEquals(0, esme.bind(RawEsme.BIND_TRX, "alice", "secret").status());
            int resp = RawEsme.SUBMIT_SM | RawEsme.RESP;

            esme.submit(2, 3, "reserved registered_delivery");
            assertAnswer(resp, CommandStatus.ESME_RINVREGDLVFLG, 2, esme.read());

            esme.submit(3, 0, 0x04, 0, TEXT, new byte[0]);
            assertAnswer(resp, CommandStatus.ESME_RINVESMCLASS, 3, esme.read());

            byte[] congestionState = {0x04, 0x28, 0, 1, 7};
            esme.submit(4, 0, 0, 0, TEXT, congestionState);
            assertAnswer(resp, CommandStatus.ESME_RTLVNOTALLWD, 4, esme.read());

            byte[] shortReference = {0x02, 0x04, 0, 1, 7};
            esme.submit(5, 0, 0, 0, TEXT, shortReference);
            assertAnswer(resp, CommandStatus.ESME_RINVTLVLEN, 5, esme.read());

            esme.send(0x22, 0, 6, new Octets().cString("v3.3 only"));
            assertAnswer(GENERIC_NACK, CommandStatus.ESME_RINVCMDID, 6, esme.read());

            esme.submit(7, 0, "good");
            assertAnswer(resp, CommandStatus.ESME_ROK, 7, esme.read());
            assertEquals(5, smsc.stats().againstTheLetter());
            assertEquals(0, smsc.stats().malformed());
            assertEquals(1, smsc.stats().messages());
        }
    }

    @Test
    void shouldJudgeByTheVersionOfTheSession() throws Exception {
        byte[] text = new byte[161];
        try (SmscSimulator smsc = start(true, InterfaceVersion.V5_0);
                RawEsme old = new RawEsme(smsc.port());
                RawEsme young = new RawEsme(smsc.port())) {
            old.bind(RawEsme.BIND_TX, "old", "secret", InterfaceVersion.V3_3);
            young.bind(RawEsme.BIND_TX, "young", "secret", InterfaceVersion.V5_0);

            old.submit(2, 0, 0, 0, text, new byte[0]);
            young.submit(2, 3, 0, 0, text, new byte[0]);

            assertEquals(CommandStatus.ESME_RINVMSGLEN, old.read().status());
            assertEquals(CommandStatus.ESME_ROK, young.read().status());
        }
    }

    @Test
    void shouldTakeAnAnswerThatIsNotByTheLetter() throws Exception {
        try (SmscSimulator smsc = start(true, InterfaceVersion.V3_4);
                RawEsme esme = new RawEsme(smsc.port())) {
            esme.bind(RawEsme.BIND_TRX, "alice", "secret");
            esme.submit(2, 1, "with receipt");
            esme.read();
            Pdu receipt = esme.read();
            assertEquals(RawEsme.DELIVER_SM, receipt.commandId());

            esme.send(receipt.responseId(), 0, receipt.sequence(), new Octets());
            esme.send(RawEsme.ENQUIRE_LINK, 0, 9, new Octets());

            assertAnswer(RawEsme.ENQUIRE_LINK | RawEsme.RESP, CommandStatus.ESME_ROK, 9, esme.read());
            assertEquals(1, smsc.stats().receiptsAcknowledged());
            assertEquals(1, smsc.stats().againstTheLetter());
        }
    }

    @Test
    void shouldBeLenientUnlessAskedToBeStrict() throws Exception {
        try (SmscSimulator smsc = start(false, InterfaceVersion.V3_4);
                RawEsme esme = new RawEsme(smsc.port())) {
            esme.bind(RawEsme.BIND_TRX, "alice", "secret");
            esme.submit(2, 3, "reserved registered_delivery");
            assertEquals(CommandStatus.ESME_ROK, esme.read().status());
            // An answer that nobody asked for: nothing comes back.
            esme.send(0x8000_0777, 0, 3, new Octets());
            esme.send(RawEsme.UNBIND, 0, 4, new Octets());
            Pdu answer = esme.read();
            while (answer.commandId() == RawEsme.DELIVER_SM) {
                answer = esme.read();
            }
            assertAnswer(RawEsme.UNBIND | RawEsme.RESP, CommandStatus.ESME_ROK, 4, answer);
            assertEquals(0, smsc.stats().againstTheLetter());
            assertEquals(true, smsc.awaitNoConnections(Duration.ofSeconds(5)));
        }
    }
}
