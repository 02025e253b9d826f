package io.smppproxy.app.interop;

import com.cloudhopper.smpp.PduAsyncResponse;
import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.util.DeliveryReceipt;
import io.smppproxy.app.interop.PlannedMessages.Pdu;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.joda.time.DateTimeZone;

/** An ESME of ch-smpp with a window of its own. */
public final class CloudhopperEsme implements ForeignEsme {
    private static final long TIMEOUT_MS = 30_000;
    private static final int WINDOW = 50;

    private final EsmeTally tally = new EsmeTally();
    private final DefaultSmppClient client = new DefaultSmppClient();
    private final SmppSession session;

    public CloudhopperEsme(int port, String systemId) throws Exception {
        SmppSessionConfiguration configuration =
                new SmppSessionConfiguration(SmppBindType.TRANSCEIVER, systemId, PASSWORD);
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setBindTimeout(TIMEOUT_MS);
        configuration.setWindowSize(WINDOW);
        configuration.setWindowWaitTimeout(TIMEOUT_MS);
        configuration.getLoggingOptions().setLogPdu(false);
        session = client.bind(configuration, new Handler());
    }

    private final class Handler extends DefaultSmppSessionHandler {
        @Override
        @SuppressWarnings("rawtypes") // as ch-smpp declares it
        public PduResponse firePduRequestReceived(PduRequest request) {
            PduResponse response = request.createResponse();
            try {
                DeliverSm deliver = (DeliverSm) request;
                tally.receipt(DeliveryReceipt.parseShortMessage(
                                new String(deliver.getShortMessage(), StandardCharsets.ISO_8859_1), DateTimeZone.UTC)
                        .getMessageId());
            } catch (Exception e) {
                response.setCommandStatus(SmppConstants.STATUS_X_R_APPN);
            }
            return response;
        }

        @Override
        public void fireExpectedPduResponseReceived(PduAsyncResponse answer) {
            SubmitSmResp response = (SubmitSmResp) answer.getResponse();
            tally.answered(
                    (Integer) answer.getRequest().getReferenceObject(),
                    response.getCommandStatus(),
                    response.getMessageId());
        }
    }

    @Override
    public void submit(List<Pdu> pdus) throws Exception {
        for (int i = 0; i < pdus.size(); i++) {
            Pdu pdu = pdus.get(i);
            SubmitSm submit = new SubmitSm();
            submit.setReferenceObject(i);
            submit.setSourceAddress(new Address((byte) 5, (byte) 0, pdu.source()));
            submit.setDestAddress(new Address((byte) 1, (byte) 1, pdu.dest()));
            submit.setEsmClass((byte) pdu.esmClass());
            submit.setDataCoding((byte) pdu.dataCoding());
            submit.setRegisteredDelivery((byte) 1);
            submit.setShortMessage(HexFormat.of().parseHex(pdu.shortMessage()));
            for (Map.Entry<Integer, String> tlv : pdu.tlvs().entrySet()) {
                submit.addOptionalParameter(
                        new Tlv(tlv.getKey().shortValue(), HexFormat.of().parseHex(tlv.getValue())));
            }
            session.sendRequestPdu(submit, TIMEOUT_MS, false);
        }
    }

    @Override
    public EsmeTally tally() {
        return tally;
    }

    @Override
    public void close() {
        session.unbind(TIMEOUT_MS);
        session.destroy();
        client.destroy();
    }
}
