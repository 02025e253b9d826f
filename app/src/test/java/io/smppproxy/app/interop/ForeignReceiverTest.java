package io.smppproxy.app.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import io.smppproxy.app.config.ConfigLoader;
import io.smppproxy.app.node.ProxyNode;
import io.smppproxy.core.account.PasswordHash;
import io.smppproxy.simulator.MoMessage;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receipts and mobile originated messages, as libraries of others read them. */
@Timeout(180)
class ForeignReceiverTest {
    private static final long TIMEOUT_MS = 20_000;
    private static final int COUNT = 200;

    @TempDir
    Path dir;

    private SmscSimulator smsc;
    private ProxyNode node;
    private final BlockingQueue<DeliveryReceipt> receipts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

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
                accounts = [{ id = 1, username = acme, password = "%s" }]
                routes = [{ esme = 101 }]
                mo-routes = [{ destination = "4455", account = 1 }]
                """.formatted(dir.resolve("data"), smsc.port(), hash);
        node = ProxyNode.start(ConfigLoader.load(Files.writeString(dir.resolve("c.conf"), text), Map.of()), "test");
        assertTrue(smsc.awaitBound(1, Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() {
        node.close();
        smsc.close();
    }

    private SMPPSession jsmpp(BindType type) throws IOException {
        SMPPSession session = new SMPPSession();
        session.setTransactionTimer(TIMEOUT_MS);
        session.setMessageReceiverListener(new Receiver());
        session.connectAndBind(
                "127.0.0.1",
                node.esmePort(false),
                new BindParameter(
                        type,
                        "acme",
                        "secret08",
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null,
                        InterfaceVersion.IF_34),
                TIMEOUT_MS);
        return session;
    }

    private final class Receiver implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(org.jsmpp.bean.DeliverSm deliverSm) {
            if (deliverSm.isSmscDeliveryReceipt()) {
                try {
                    receipts.add(deliverSm.getShortMessageAsDeliveryReceipt());
                } catch (InvalidDeliveryReceiptException e) {
                    throw new IllegalStateException(e);
                }
            } else {
                messages.add(new String(deliverSm.getShortMessage(), StandardCharsets.US_ASCII));
            }
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alertNotification) {
            // None is sent.
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) {
            throw new IllegalStateException("no data_sm is sent");
        }
    }

    private static String submit(SMPPSession session, String text) throws Exception {
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
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        (byte) 0,
                        new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
                        (byte) 0,
                        text.getBytes(StandardCharsets.US_ASCII))
                .getMessageId();
    }

    @Test
    void shouldSendJsmppItsReceiptsAndMessages() throws Exception {
        Set<String> ids = new HashSet<>();
        SMPPSession session = jsmpp(BindType.BIND_TRX);
        SMPPSession second = jsmpp(BindType.BIND_RX);
        for (int i = 0; i < COUNT; i++) {
            ids.add(submit(session, "m" + i));
        }
        assertEquals(COUNT, ids.size());
        for (int i = 0; i < COUNT; i++) {
            DeliveryReceipt receipt = receipts.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            assertTrue(ids.remove(receipt.getId()), receipt.getId());
            assertEquals(DeliveryReceiptState.DELIVRD, receipt.getFinalStatus());
        }
        List<MoMessage> mo = MoMessage.ofText("4917012345678", "4455", "hello", 1);
        assertEquals(0, smsc.sendMo("smpp-client-1", mo.get(0)).get(20, TimeUnit.SECONDS));
        assertEquals("hello", messages.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS));
        session.unbindAndClose();
        second.unbindAndClose();
        assertEquals(0, smsc.sendMo("smpp-client-1", mo.get(0)).get(20, TimeUnit.SECONDS));
        SMPPSession later = jsmpp(BindType.BIND_RX);
        assertEquals("hello", messages.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS));
        later.unbindAndClose();
    }

    @Test
    void shouldSendCloudhopperItsReceiptsAndShowThem() throws Exception {
        Set<String> ids = new HashSet<>();
        SMPPSession submitter = jsmpp(BindType.BIND_TX);
        for (int i = 0; i < COUNT; i++) {
            ids.add(submit(submitter, "m" + i));
        }
        submitter.unbindAndClose();
        DefaultSmppClient client = new DefaultSmppClient();
        BlockingQueue<DeliverSm> received = new LinkedBlockingQueue<>();
        try {
            SmppSessionConfiguration configuration =
                    new SmppSessionConfiguration(SmppBindType.RECEIVER, "acme", "secret08");
            configuration.setHost("127.0.0.1");
            configuration.setPort(node.esmePort(false));
            configuration.setBindTimeout(TIMEOUT_MS);
            configuration.getLoggingOptions().setLogPdu(false);
            SmppSession session = client.bind(configuration, new DefaultSmppSessionHandler() {
                @Override
                @SuppressWarnings("rawtypes")
                public PduResponse firePduRequestReceived(PduRequest request) {
                    if (request instanceof DeliverSm deliverSm) {
                        received.add(deliverSm);
                    }
                    return request.createResponse();
                }
            });
            for (int i = 0; i < COUNT; i++) {
                DeliverSm deliverSm = received.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS);
                var receipt = com.cloudhopper.smpp.util.DeliveryReceipt.parseShortMessage(
                        new String(deliverSm.getShortMessage(), StandardCharsets.ISO_8859_1),
                        org.joda.time.DateTimeZone.UTC);
                assertTrue(ids.remove(receipt.getMessageId()), receipt.getMessageId());
                assertEquals(com.cloudhopper.smpp.SmppConstants.STATE_DELIVERED, receipt.getState());
            }
            session.unbind(TIMEOUT_MS);
            session.destroy();
        } finally {
            client.destroy();
        }
        String line = "smpp_proxy_account_deliveries_total{account=\"1\",system_id=\"acme\"} ";
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (!metrics().contains(line + COUNT + ".0")) {
            // The last answer is on its way to the counter.
            assertTrue(System.nanoTime() - deadlineNs < 0, line);
        }
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
