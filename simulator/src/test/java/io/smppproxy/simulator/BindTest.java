package io.smppproxy.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.simulator.RawEsme.Octets;
import io.smppproxy.simulator.RawEsme.Pdu;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindTest {
    private static final int SC_INTERFACE_VERSION = 0x0210;

    private static SimulatorConfig.Builder config() {
        return SimulatorConfig.builder().account("alice", "secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {RawEsme.BIND_RX, RawEsme.BIND_TX, RawEsme.BIND_TRX})
    void shouldBind(int command) throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().systemId("smsc1").build());
                RawEsme esme = new RawEsme(smsc.port())) {
            Pdu answer = esme.bind(command, "alice", "secret");

            assertEquals(command | RawEsme.RESP, answer.commandId());
            assertEquals(0, answer.status());
            assertEquals("smsc1", answer.body().cString());
            assertArrayEquals(new byte[] {0x34}, answer.body().tlvs().get(SC_INTERFACE_VERSION));
            assertTrue(smsc.awaitBound(1, Duration.ofSeconds(5)));
        }
    }

    @Test
    void shouldTellNoVersionToOneThatSpeaks33() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = new RawEsme(smsc.port())) {
            Pdu answer = esme.bind(RawEsme.BIND_TX, "alice", "secret", 0x33);

            assertEquals("simulator", answer.body().cString());
            assertTrue(answer.body().tlvs().isEmpty());
        }
    }

    @Test
    void shouldTellVersion5() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(
                        config().interfaceVersion(InterfaceVersion.V5_0).build());
                RawEsme esme = new RawEsme(smsc.port())) {
            Pdu answer = esme.bind(RawEsme.BIND_TRX, "alice", "secret", 0x50);

            answer.body().cString();
            assertArrayEquals(new byte[] {0x50}, answer.body().tlvs().get(SC_INTERFACE_VERSION));
        }
    }

    @Test
    void shouldKnowNeitherTransceiverNorDataSmWhenItSpeaks33() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(
                        config().interfaceVersion(InterfaceVersion.V3_3).build());
                RawEsme esme = new RawEsme(smsc.port())) {
            Pdu answer = esme.bind(RawEsme.BIND_TRX, "alice", "secret");
            assertEquals(RawEsme.RESP, answer.commandId());
            assertEquals(0x03, answer.status());

            assertEquals(0, esme.bind(RawEsme.BIND_TX, "alice", "secret").status());
            esme.dataSm(2, 0, new byte[] {1});
            assertEquals(0x03, esme.read().status());
        }
    }

    @Test
    void shouldRefuseWrongPasswordUnknownSystemIdAndSecondBind() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = new RawEsme(smsc.port())) {
            Pdu wrongPassword = esme.bind(RawEsme.BIND_TRX, "alice", "wrong");
            assertEquals(0x0E, wrongPassword.status());
            assertEquals(0, wrongPassword.body().length());
            assertEquals(0x0F, esme.bind(RawEsme.BIND_TRX, "bob", "secret").status());
            assertEquals(0x00, esme.bind(RawEsme.BIND_TRX, "alice", "secret").status());
            assertEquals(0x05, esme.bind(RawEsme.BIND_TRX, "alice", "secret").status());
            assertEquals(3, smsc.stats().refusedBinds());
            assertEquals(1, smsc.stats().binds());
        }
    }

    @Test
    void shouldLetEverybodyInWithoutAccounts() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build());
                RawEsme esme = new RawEsme(smsc.port())) {
            assertEquals(0, esme.bind(RawEsme.BIND_TRX, "anybody", "").status());
        }
    }

    @Test
    void shouldAnswerBindsWithTheStatusOfThePlan() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = new RawEsme(smsc.port())) {
            smsc.plan().bindStatus(0x0D);
            assertEquals(0x0D, esme.bind(RawEsme.BIND_TRX, "alice", "secret").status());
            smsc.plan().bindStatus(0);
            assertEquals(0, esme.bind(RawEsme.BIND_TRX, "alice", "secret").status());
        }
    }

    @Test
    void shouldRefuseMessagesOutsideATransmittingState() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = new RawEsme(smsc.port())) {
            esme.submit(1, 0, "too early");
            assertEquals(0x04, esme.read().status());
            esme.bind(RawEsme.BIND_RX, "alice", "secret");
            esme.submit(2, 0, "from a receiver");
            Pdu answer = esme.read();
            assertEquals(0x04, answer.status());
            assertEquals(2, answer.sequence());
        }
    }

    @Test
    void shouldAnswerEnquireLinkAndUnbind() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = new RawEsme(smsc.port())) {
            esme.bind(RawEsme.BIND_TRX, "alice", "secret");
            esme.send(RawEsme.ENQUIRE_LINK, 0, 7, new Octets());
            Pdu alive = esme.read();
            assertEquals(RawEsme.ENQUIRE_LINK | RawEsme.RESP, alive.commandId());
            assertEquals(7, alive.sequence());

            esme.send(RawEsme.UNBIND, 0, 8, new Octets());
            assertEquals(RawEsme.UNBIND | RawEsme.RESP, esme.read().commandId());
            assertThrows(EOFException.class, () -> esme.read());
            assertTrue(smsc.awaitNoConnections(Duration.ofSeconds(5)));
            assertEquals(0, smsc.stats().boundSessions());
        }
    }

    @Test
    void shouldSendEnquireLinkAndUnbindItself() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(
                        config().enquireLinkInterval(Duration.ofMillis(20)).build());
                RawEsme esme = new RawEsme(smsc.port())) {
            esme.bind(RawEsme.BIND_TRX, "alice", "secret");
            assertEquals(RawEsme.ENQUIRE_LINK, esme.read().commandId());
            smsc.unbindAll();
            Pdu unbind = esme.read();
            while (unbind.commandId() == RawEsme.ENQUIRE_LINK) {
                unbind = esme.read();
            }
            assertEquals(RawEsme.UNBIND, unbind.commandId());
            esme.answer(unbind, 0);
            assertTrue(smsc.awaitNoConnections(Duration.ofSeconds(5)));
        }
    }

    @Test
    void shouldNackWhatItDoesNotKnowAndGoOn() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = new RawEsme(smsc.port())) {
            esme.send(0x03, 0, 5, new Octets().cString("1"));
            Pdu nack = esme.read();
            assertEquals(RawEsme.RESP, nack.commandId());
            assertEquals(0x03, nack.status());
            assertEquals(5, nack.sequence());

            esme.send(RawEsme.SUBMIT_SM, 0, 6, new Octets().cString("only a service"));
            assertEquals(RawEsme.SUBMIT_SM | RawEsme.RESP, esme.read().commandId());
            assertEquals(0, esme.bind(RawEsme.BIND_TRX, "alice", "secret").status());
        }
    }

    @Test
    void shouldNackAndCloseWhenTheFramingIsLost() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(config().build());
                RawEsme esme = new RawEsme(smsc.port())) {
            esme.sendRaw("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals(RawEsme.RESP, esme.read().commandId());
            assertThrows(EOFException.class, () -> esme.read());
            assertEquals(1, smsc.stats().malformed());
        }
    }

    @Test
    void shouldSpeakTls(@TempDir Path dir) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        try (SmscSimulator smsc = SmscSimulator.start(
                        config().sslContext(SelfSigned.make(dir).serverContext())
                                .build());
                RawEsme esme = new RawEsme(trusting.getSocketFactory().createSocket("127.0.0.1", smsc.port()))) {
            assertEquals(0, esme.bind(RawEsme.BIND_TRX, "alice", "secret").status());
            esme.submit(2, 0, "hello");
            assertEquals(0, esme.read().status());
        }
    }

    @Test
    void shouldReportATakenPort() {
        try (SmscSimulator smsc = SmscSimulator.start(config().build())) {
            Exception e = assertThrows(
                    Exception.class,
                    () -> SmscSimulator.start(config().port(smsc.port()).build()));
            assertFalse(e.toString().isEmpty());
        }
    }
}
