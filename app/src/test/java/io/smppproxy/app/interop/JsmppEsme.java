package io.smppproxy.app.interop;

import io.smppproxy.app.interop.PlannedMessages.Pdu;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.util.InvalidDeliveryReceiptException;

/** An ESME of jSMPP, whose submits wait for their answers, so threads keep some in flight. */
public final class JsmppEsme implements ForeignEsme, MessageReceiverListener {
    private static final long TIMEOUT_MS = 30_000;
    private static final long UNBIND_TIMEOUT_MS = 1_000;
    private static final int THREADS = 20;

    private final EsmeTally tally = new EsmeTally();
    private final SMPPSession session = new SMPPSession();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    public JsmppEsme(int port, String systemId) throws IOException {
        session.setTransactionTimer(TIMEOUT_MS);
        session.setMessageReceiverListener(this);
        session.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        BindType.BIND_TRX,
                        systemId,
                        PASSWORD,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null,
                        InterfaceVersion.IF_34),
                TIMEOUT_MS);
    }

    @Override
    public void submit(List<Pdu> pdus) throws InterruptedException {
        Semaphore free = new Semaphore(2 * THREADS);
        for (int i = 0; i < pdus.size(); i++) {
            int index = i;
            free.acquire();
            threads.execute(() -> {
                submit(index, pdus.get(index));
                free.release();
            });
        }
    }

    private void submit(int index, Pdu pdu) {
        try {
            String id = session.submitShortMessage(
                            "",
                            TypeOfNumber.ALPHANUMERIC,
                            NumberingPlanIndicator.UNKNOWN,
                            pdu.source(),
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            pdu.dest(),
                            new ESMClass(pdu.esmClass()),
                            (byte) 0,
                            (byte) 0,
                            null,
                            null,
                            new RegisteredDelivery(1),
                            (byte) 0,
                            new RawDataCoding((byte) pdu.dataCoding()),
                            (byte) 0,
                            HexFormat.of().parseHex(pdu.shortMessage()),
                            pdu.tlvs().entrySet().stream()
                                    .map(tlv -> new OptionalParameter.OctetString(
                                            tlv.getKey().shortValue(),
                                            HexFormat.of().parseHex(tlv.getValue())))
                                    .toArray(OptionalParameter[]::new))
                    .getMessageId();
            tally.answered(index, 0, id);
        } catch (NegativeResponseException e) {
            tally.answered(index, e.getCommandStatus(), "");
        } catch (Exception e) {
            throw new IllegalStateException("submit_sm " + index, e);
        }
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) throws ProcessRequestException {
        try {
            tally.receipt(deliver.getShortMessageAsDeliveryReceipt().getId());
        } catch (InvalidDeliveryReceiptException e) {
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RX_R_APPN);
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("not expected", SMPPConstant.STAT_ESME_RX_R_APPN);
    }

    @Override
    public EsmeTally tally() {
        return tally;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        // jSMPP may miss the answer to its unbind when the connection ends right behind it, and waits all the same.
        session.setTransactionTimer(UNBIND_TIMEOUT_MS);
        session.unbindAndClose();
    }
}
