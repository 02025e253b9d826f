package io.smppproxy.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.EnquireLink;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppBindException;
import io.smppproxy.simulator.ledger.ReceivedMessages;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.ErrorMix;
import io.smppproxy.simulator.plan.OutcomeMix;
import io.smppproxy.simulator.plan.ReceiptOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.joda.time.DateTimeZone;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ESMEs made by others bind, send and understand the receipts. */
@Timeout(60)
class ForeignEsmeTest {
    private static final long TIMEOUT_MS = 10_000;

    private final SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder()
            .account("alice", "secret")
            .ledgerInMemory(true)
            .build());

    @BeforeEach
    void delayReceipts() {
        // Both libraries hand out a receipt before the answer to its message when they come in one segment.
        smsc.plan()
                .receipts(smsc.plan()
                        .receipts()
                        .withDelay(DelayDistribution.fixed(Duration.ofMillis(20)))
                        .withOutcomes(OutcomeMix.of(ReceiptOutcome.EXPIRED)));
    }

    @AfterEach
    void stop() {
        smsc.close();
    }

    @Test
    void shouldServeJsmpp() throws Exception {
        BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
        SMPPSession session = new SMPPSession();
        session.setMessageReceiverListener(new JsmppReceiver(delivered));
        session.setTransactionTimer(TIMEOUT_MS);
        try {
            String systemId = session.connectAndBind(
                    "127.0.0.1",
                    smsc.port(),
                    new BindParameter(
                            BindType.BIND_TRX,
                            "alice",
                            "secret",
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null));
            assertEquals("simulator", systemId);
            SubmitSmResult result = submit(session, "Привет 😀".getBytes(StandardCharsets.UTF_16BE));

            DeliverSm deliver = delivered.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            assertNotNull(deliver);
            assertEquals(true, deliver.isSmscDeliveryReceipt());
            DeliveryReceipt receipt =
                    new DeliveryReceipt(new String(deliver.getShortMessage(), StandardCharsets.US_ASCII));
            assertEquals(result.getMessageId(), receipt.getId());
            assertEquals(DeliveryReceiptState.EXPIRED, receipt.getFinalStatus());
            assertEquals(
                    List.of("Привет 😀"),
                    ReceivedMessages.reassemble(smsc.ledger().parts()).texts());

            smsc.plan().errors(ErrorMix.of(0x0B, 1));
            NegativeResponseException e =
                    assertThrows(NegativeResponseException.class, () -> submit(session, new byte[] {0, 'x'}));
            assertEquals(0x0B, e.getCommandStatus());
        } finally {
            session.unbindAndClose();
        }
    }

    private static SubmitSmResult submit(SMPPSession session, byte[] userData) throws Exception {
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
                new GeneralDataCoding(Alphabet.ALPHA_UCS2),
                (byte) 0,
                userData);
    }

    @Test
    void shouldServeCloudhopper() throws Exception {
        BlockingQueue<PduRequest<?>> delivered = new LinkedBlockingQueue<>();
        DefaultSmppClient client = new DefaultSmppClient();
        try {
            SmppBindException refused =
                    assertThrows(SmppBindException.class, () -> client.bind(configuration("wrong"), null));
            assertEquals(0x0E, refused.getBindResponse().getCommandStatus());

            SmppSession session = client.bind(configuration("secret"), new DefaultSmppSessionHandler() {
                @Override
                @SuppressWarnings("rawtypes")
                public PduResponse firePduRequestReceived(PduRequest request) {
                    delivered.add(request);
                    return request.createResponse();
                }
            });
            SubmitSm submit = new SubmitSm();
            submit.setSourceAddress(new Address((byte) 5, (byte) 0, "INFO"));
            submit.setDestAddress(new Address((byte) 1, (byte) 1, "4917012345678"));
            submit.setRegisteredDelivery(SmppConstants.REGISTERED_DELIVERY_SMSC_RECEIPT_REQUESTED);
            submit.setShortMessage(CharsetUtil.encode("100 € [ok]", CharsetUtil.CHARSET_GSM));
            SubmitSmResp answer = session.submit(submit, TIMEOUT_MS);
            assertEquals(0, answer.getCommandStatus());

            PduRequest<?> deliver = delivered.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            assertNotNull(deliver);
            var receipt = com.cloudhopper.smpp.util.DeliveryReceipt.parseShortMessage(
                    CharsetUtil.decode(((BaseSm<?>) deliver).getShortMessage(), CharsetUtil.CHARSET_GSM),
                    DateTimeZone.UTC);
            assertEquals(answer.getMessageId(), receipt.getMessageId());
            assertEquals(SmppConstants.STATE_EXPIRED, receipt.getState());
            assertEquals(
                    answer.getMessageId(),
                    deliver.getOptionalParameter(SmppConstants.TAG_RECEIPTED_MSG_ID)
                            .getValueAsString());
            assertEquals(
                    List.of("100 € [ok]"),
                    ReceivedMessages.reassemble(smsc.ledger().parts()).texts());
            assertEquals(0, session.enquireLink(new EnquireLink(), TIMEOUT_MS).getCommandStatus());
            session.unbind(TIMEOUT_MS);
            session.destroy();
        } finally {
            client.destroy();
        }
    }

    private SmppSessionConfiguration configuration(String password) {
        SmppSessionConfiguration configuration =
                new SmppSessionConfiguration(SmppBindType.TRANSCEIVER, "alice", password);
        configuration.setHost("127.0.0.1");
        configuration.setPort(smsc.port());
        configuration.setBindTimeout(TIMEOUT_MS);
        configuration.getLoggingOptions().setLogPdu(false);
        return configuration;
    }

    private record JsmppReceiver(BlockingQueue<DeliverSm> delivered) implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm deliverSm) {
            delivered.add(deliverSm);
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alertNotification) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) {
            throw new UnsupportedOperationException("data_sm");
        }
    }
}
