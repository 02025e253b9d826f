package io.smppproxy.app.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.EnquireLink;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.Unbind;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppBindException;
import io.smppproxy.app.config.ConfigLoader;
import io.smppproxy.app.node.ProxyNode;
import io.smppproxy.core.account.PasswordHash;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ESMEs made by others bind to the proxy, are refused by it, and are unbound by it. */
@Timeout(180)
class ForeignEsmeTest {
    private static final long TIMEOUT_MS = 20_000;

    @TempDir
    Path dir;

    private SmscSimulator smsc;
    private ProxyNode node;

    @BeforeEach
    void start() throws Exception {
        smsc = SmscSimulator.start(SimulatorConfig.builder()
                .port(0)
                .account("smpp-client-1", "password")
                .ledgerInMemory(true)
                .build());
        String hash = PasswordHash.make("secret08", PasswordHash.MIN_ITERATIONS);
        String text = """
                node.data-dir = "%s"
                grpc.port = 0, http.port = 0, admin.port = 0, sms-api.port = 0, smpp-server.port = 0
                links = [{ id = 101, smsc-id = demo, host = "127.0.0.1", port = %d, username = smpp-client-1, password = password }]
                accounts = [
                  { id = 1, username = acme, password = "%s", allow-ip = "127.0.0.0/8", binds = 4 }
                  { id = 2, username = elsewhere, password = "%s", allow-ip = "192.0.2.1" }
                  { id = 3, username = off, password = "%s", enabled = false }
                ]
                routes = [{ esme = 101 }]
                """.formatted(dir.resolve("data"), smsc.port(), hash, hash, hash);
        node = ProxyNode.start(ConfigLoader.load(Files.writeString(dir.resolve("c.conf"), text), Map.of()), "test");
        assertTrue(smsc.awaitBound(1, Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() {
        node.close();
        smsc.close();
    }

    private SMPPSession jsmpp(BindType type, String systemId, String password, InterfaceVersion version)
            throws IOException {
        SMPPSession session = new SMPPSession();
        session.setTransactionTimer(TIMEOUT_MS);
        session.connectAndBind(
                "127.0.0.1",
                node.esmePort(false),
                new BindParameter(
                        type,
                        systemId,
                        password,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null,
                        version),
                TIMEOUT_MS);
        return session;
    }

    private static String submit(SMPPSession session) throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "INFO",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        "4917012345678",
                        new ESMClass(),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(0),
                        (byte) 0,
                        new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
                        (byte) 0,
                        "hello".getBytes(StandardCharsets.US_ASCII))
                .getMessageId();
    }

    @Test
    void shouldBindJsmppInEveryWay() throws Exception {
        for (InterfaceVersion version :
                new InterfaceVersion[] {InterfaceVersion.IF_33, InterfaceVersion.IF_34, InterfaceVersion.IF_50}) {
            for (BindType type : BindType.values()) {
                SMPPSession session = jsmpp(type, "acme", "secret08", version);
                assertTrue(session.getSessionState().isBound());
                if (type != BindType.BIND_RX) {
                    assertFalse(submit(session).isEmpty());
                }
                session.unbindAndClose();
            }
        }
        String metrics = metrics();
        assertTrue(metrics.contains("smpp_proxy_esme_binds_total 9.0"), metrics);
        assertTrue(metrics.contains("smpp_proxy_account_binds_total{account=\"1\",system_id=\"acme\"} 9.0"), metrics);
    }

    @Test
    void shouldTellJsmppWhyItIsRefused() {
        assertRefused(0x0E, "acme", "wrong");
        assertRefused(0x0F, "nobody", "secret08");
        assertRefused(0x0D, "elsewhere", "secret08");
        assertRefused(0x0D, "off", "secret08");
    }

    private void assertRefused(int status, String systemId, String password) {
        IOException e = assertThrows(
                IOException.class, () -> jsmpp(BindType.BIND_TRX, systemId, password, InterfaceVersion.IF_34));
        assertEquals(
                status,
                assertInstanceOf(NegativeResponseException.class, e.getCause()).getCommandStatus());
    }

    @Test
    void shouldRefuseJsmppMoreBindsThanTheAccountHas() throws Exception {
        SMPPSession[] sessions = new SMPPSession[4];
        for (int i = 0; i < 4; i++) {
            sessions[i] = jsmpp(BindType.BIND_TX, "acme", "secret08", InterfaceVersion.IF_34);
        }
        assertRefused(0x05, "acme", "secret08");
        for (SMPPSession session : sessions) {
            session.unbindAndClose();
        }
    }

    @Test
    void shouldUnbindJsmppWhenItStops() throws Exception {
        SMPPSession session = jsmpp(BindType.BIND_TRX, "acme", "secret08", InterfaceVersion.IF_34);
        CompletableFuture<SessionState> ended = new CompletableFuture<>();
        session.addSessionStateListener((state, old, source) -> {
            if (!state.isBound()) {
                ended.complete(state);
            }
        });
        // True only if the ESME has answered the unbind in time. jSMPP may see the close that follows before it notes
        // its own answer.
        assertTrue(node.drain());
        SessionState state = ended.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        assertTrue(state == SessionState.UNBOUND || state == SessionState.CLOSED, state::name);
    }

    private SmppSessionConfiguration cloudhopper(SmppBindType type, String password) {
        SmppSessionConfiguration configuration = new SmppSessionConfiguration(type, "acme", password);
        configuration.setHost("127.0.0.1");
        configuration.setPort(node.esmePort(false));
        configuration.setBindTimeout(TIMEOUT_MS);
        configuration.getLoggingOptions().setLogPdu(false);
        return configuration;
    }

    @Test
    void shouldServeCloudhopper() throws Exception {
        DefaultSmppClient client = new DefaultSmppClient();
        BlockingQueue<PduRequest<?>> received = new LinkedBlockingQueue<>();
        try {
            SmppBindException refused = assertThrows(
                    SmppBindException.class, () -> client.bind(cloudhopper(SmppBindType.TRANSCEIVER, "wrong"), null));
            assertEquals(0x0E, refused.getBindResponse().getCommandStatus());
            for (SmppBindType type : SmppBindType.values()) {
                SmppSession session = client.bind(cloudhopper(type, "secret08"), new DefaultSmppSessionHandler());
                assertEquals(SmppConstants.VERSION_3_4, session.getInterfaceVersion());
                assertEquals(
                        0, session.enquireLink(new EnquireLink(), TIMEOUT_MS).getCommandStatus());
                int expected = type == SmppBindType.RECEIVER ? SmppConstants.STATUS_INVBNDSTS : 0;
                assertEquals(expected, session.submit(message(), TIMEOUT_MS).getCommandStatus());
                session.unbind(TIMEOUT_MS);
                session.destroy();
            }
            client.bind(cloudhopper(SmppBindType.TRANSCEIVER, "secret08"), new DefaultSmppSessionHandler() {
                @Override
                @SuppressWarnings("rawtypes")
                public PduResponse firePduRequestReceived(PduRequest request) {
                    received.add(request);
                    return request.createResponse();
                }
            });
            assertTrue(node.drain());
            assertInstanceOf(Unbind.class, received.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS));
        } finally {
            client.destroy();
        }
    }

    private static SubmitSm message() throws Exception {
        SubmitSm submit = new SubmitSm();
        submit.setSourceAddress(new Address((byte) 5, (byte) 0, "INFO"));
        submit.setDestAddress(new Address((byte) 1, (byte) 1, "4917012345678"));
        submit.setShortMessage("hello".getBytes(StandardCharsets.US_ASCII));
        return submit;
    }

    private String metrics() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.httpPort() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
