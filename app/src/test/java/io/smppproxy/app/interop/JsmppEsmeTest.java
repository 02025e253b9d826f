package io.smppproxy.app.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudhopper.commons.charset.CharsetUtil;
import io.smppproxy.app.config.ConfigLoader;
import io.smppproxy.app.interop.ForeignSmsc.ForeignMessage;
import io.smppproxy.app.node.ProxyNode;
import io.smppproxy.core.account.PasswordHash;
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
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Address;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceIfPresentFlag;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.bean.UnsuccessDelivery;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An ESME of jSMPP and a message centre of jSMPP with the proxy in between: every request that an ESME has. */
@Timeout(180)
class JsmppEsmeTest {
    private static final long TIMEOUT_MS = 20_000;
    private static final Duration TIMEOUT = Duration.ofMillis(TIMEOUT_MS);
    private static final String SOURCE = "INFO";

    @TempDir
    Path dir;

    /** Behind the link that answers query_sm itself. */
    private JsmppSmsc told;
    /** Behind the link that forwards it. */
    private JsmppSmsc asked;

    private ProxyNode node;
    private SMPPSession session;
    private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        told = JsmppSmsc.start();
        asked = JsmppSmsc.start();
        String text = """
                node.data-dir = "%s"
                grpc.port = 0, http.port = 0, admin.port = 0, sms-api.port = 0, smpp-server.port = 0
                link-defaults { host = "127.0.0.1", username = u, password = p, window = 100 }
                links = [{ id = 101, smsc-id = told, port = %d }, { id = 102, smsc-id = asked, port = %d, query = forward }]
                accounts = [{ id = 1, username = acme, password = "%s" }]
                routes = [{ prefixes = ["1"], esme = 101 }, { prefixes = ["2"], esme = 102 }]
                """.formatted(
                        dir.resolve("data"),
                        told.port(),
                        asked.port(),
                        PasswordHash.make("secret08", PasswordHash.MIN_ITERATIONS));
        node = ProxyNode.start(ConfigLoader.load(Files.writeString(dir.resolve("c.conf"), text), Map.of()), "test");
        session = new SMPPSession();
        session.setTransactionTimer(TIMEOUT_MS);
        session.setMessageReceiverListener(new Receiver());
        session.connectAndBind(
                "127.0.0.1",
                node.esmePort(false),
                new BindParameter(
                        BindType.BIND_TRX,
                        "acme",
                        "secret08",
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null,
                        InterfaceVersion.IF_34),
                TIMEOUT_MS);
        awaitLinks();
    }

    /** Until then messages are refused with ESME_RMSGQFUL. */
    private void awaitLinks() throws Exception {
        for (String dest : List.of("10", "20")) {
            long deadlineNs = System.nanoTime() + TIMEOUT.toNanos();
            while (!isSubmitted(dest)) {
                assertTrue(System.nanoTime() - deadlineNs < 0, "no bind of the link to " + dest);
            }
        }
    }

    private boolean isSubmitted(String dest) throws Exception {
        try {
            submit(dest, 0, "first".getBytes(StandardCharsets.US_ASCII), 0);
            return true;
        } catch (NegativeResponseException e) {
            assertEquals(SMPPConstant.STAT_ESME_RMSGQFUL, e.getCommandStatus());
            return false;
        }
    }

    @AfterEach
    void stop() {
        session.unbindAndClose();
        node.close();
        told.close();
        asked.close();
    }

    private final class Receiver implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm deliver) {
            delivered.add(deliver);
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("not expected", SMPPConstant.STAT_ESME_RX_R_APPN);
        }
    }

    private String submit(String dest, int dataCoding, byte[] text, int registeredDelivery) throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        SOURCE,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        dest,
                        new ESMClass(),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(registeredDelivery),
                        (byte) 0,
                        new RawDataCoding((byte) dataCoding),
                        (byte) 0,
                        text)
                .getMessageId();
    }

    private QuerySmResult query(String id) throws Exception {
        return session.queryShortMessage(id, TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, SOURCE);
    }

    private ForeignMessage last() {
        List<ForeignMessage> received = told.received();
        return received.get(received.size() - 1);
    }

    @Test
    void shouldSubmitAndGetReceipts() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String text = i % 2 == 0 ? "Preis: 5 € [" + i + "]" : "Привет " + i;
            byte[] octets = i % 2 == 0
                    ? CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM)
                    : CharsetUtil.encode(text, CharsetUtil.CHARSET_UCS_2);
            ids.add(submit("1" + i, i % 2 == 0 ? 0 : 8, octets, 1));
            assertEquals(text, last().text());
            assertEquals("1" + i, last().destination());
        }
        assertEquals(50, ids.size());
        for (int i = 0; i < 50; i++) {
            DeliverSm deliver = delivered.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            assertNotNull(deliver, "receipt " + i);
            assertTrue(deliver.isSmscDeliveryReceipt());
            DeliveryReceipt receipt = deliver.getShortMessageAsDeliveryReceipt();
            assertTrue(ids.remove(receipt.getId()), receipt.getId());
        }
    }

    @Test
    void shouldSendDataSm() throws Exception {
        DataSmResult result = session.dataShortMessage(
                "",
                TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN,
                SOURCE,
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                "123",
                new ESMClass(),
                new RegisteredDelivery(0),
                new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
                new OptionalParameter.Message_payload("data".repeat(100).getBytes(StandardCharsets.US_ASCII)));
        assertTrue(result.getMessageId().matches("[0-9a-f]{32}"), result.getMessageId());
        assertEquals("data".repeat(100), last().text());
        assertEquals("123", last().destination());
    }

    @Test
    void shouldSubmitToSeveral() throws Exception {
        SubmitMultiResult result = session.submitMultiple(
                "",
                TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN,
                SOURCE,
                new Address[] {
                    new Address(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, "101"),
                    new Address(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, "301"),
                    new Address(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, "202")
                },
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                null,
                null,
                new RegisteredDelivery(1),
                ReplaceIfPresentFlag.DEFAULT,
                new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
                (byte) 0,
                "to all".getBytes(StandardCharsets.US_ASCII));
        assertEquals("to all", last().text());
        assertEquals("202", asked.received().get(asked.received().size() - 1).destination());
        UnsuccessDelivery[] failures = result.getUnsuccessDeliveries();
        assertEquals(1, failures.length);
        assertEquals("301", failures[0].getDestinationAddress().getAddress());
        assertEquals(SMPPConstant.STAT_ESME_RINVDSTADR, failures[0].getErrorStatusCode());
        // Receipts of both name the one id that there is.
        for (int i = 0; i < 2; i++) {
            DeliverSm deliver = delivered.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            assertNotNull(deliver, "receipt " + i);
            assertEquals(
                    result.getMessageId(),
                    deliver.getShortMessageAsDeliveryReceipt().getId());
        }
        assertEquals(MessageState.DELIVERED, query(result.getMessageId()).getMessageState());
        assertEquals(List.of(), asked.requests());
    }

    @Test
    void shouldQuery() throws Exception {
        String known = submit("123", 0, "a".getBytes(StandardCharsets.US_ASCII), 1);
        assertNotNull(delivered.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS));
        QuerySmResult answer = query(known);
        assertEquals(MessageState.DELIVERED, answer.getMessageState());
        assertEquals(16, answer.getFinalDate().length());
        QuerySmResult answered = query(submit("223", 0, "a".getBytes(StandardCharsets.US_ASCII), 0));
        assertEquals(MessageState.REJECTED, answered.getMessageState());
        assertEquals("261121101112000+", answered.getFinalDate());
        assertEquals(7, answered.getErrorCode());
        assertEquals(List.of("query_sm " + asked.lastId() + " " + SOURCE), asked.requests());
        assertEquals(
                SMPPConstant.STAT_ESME_RINVMSGID,
                assertThrows(NegativeResponseException.class, () -> query("nonsense"))
                        .getCommandStatus());
    }

    @Test
    void shouldCancelAndReplace() throws Exception {
        String id = submit("223", 0, "a".getBytes(StandardCharsets.US_ASCII), 0);
        session.cancelShortMessage(
                "",
                id,
                TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN,
                SOURCE,
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                "223");
        replace(id, "new");
        assertEquals(
                SMPPConstant.STAT_ESME_RREPLACEFAIL,
                assertThrows(NegativeResponseException.class, () -> replace(id, ""))
                        .getCommandStatus());
        String smscId = asked.lastId();
        assertEquals(
                List.of(
                        "cancel_sm " + smscId + " INFO 223",
                        "replace_sm " + smscId + " INFO new",
                        "replace_sm " + smscId + " INFO "),
                asked.requests());
    }

    private void replace(String id, String text) throws Exception {
        session.replaceShortMessage(
                id,
                TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN,
                SOURCE,
                null,
                null,
                new RegisteredDelivery(0),
                (byte) 0,
                text.getBytes(StandardCharsets.US_ASCII));
    }
}
