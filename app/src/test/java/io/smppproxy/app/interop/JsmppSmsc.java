package io.smppproxy.app.interop;

import com.cloudhopper.commons.charset.CharsetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.MessageId;

/**
 * A message centre made of jSMPP, which reads and writes the PDUs; it has no alphabets, so cloudhopper's charsets decode
 * the text.
 */
public final class JsmppSmsc extends JsmppCallbacks implements ForeignSmsc {
    private static final int BACKLOG = 50;
    private static final long BIND_TIMEOUT_MS = 10_000;
    private static final long RECEIPT_DELAY_MS = 20;
    private static final long NO_RECEIVER_RETRY_MS = 200;

    private final Inbox inbox = new Inbox();
    private final ServerSocket socket;
    private final SMPPServerSessionListener listener;
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final Map<String, SubmitSm> awaitingReceipt = new ConcurrentHashMap<>();
    /** jSMPP's own generator gives some of a few thousand ids twice. */
    private final AtomicLong lastMessageId = new AtomicLong(System.currentTimeMillis() * 1_000);

    private final ExecutorService binds = Executors.newCachedThreadPool(JsmppSmsc::thread);
    private final ScheduledExecutorService receipts = Executors.newScheduledThreadPool(2, JsmppSmsc::thread);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String lastId = "";
    private volatile boolean closed;

    private JsmppSmsc() throws IOException {
        socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        listener = new SMPPServerSessionListener(0, new OneSocket(socket));
        listener.setMessageReceiverListener(this);
        listener.setResponseDeliveryListener(this);
        binds.execute(this::accept);
    }

    public static JsmppSmsc start() throws IOException {
        return new JsmppSmsc();
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public List<ForeignMessage> received() {
        return inbox.messages();
    }

    @Override
    public int receiptsAcknowledged() {
        return inbox.receiptsAcknowledged();
    }

    @Override
    public boolean awaitReceived(int count, Duration timeout) throws InterruptedException {
        return inbox.awaitMessages(count, timeout);
    }

    @Override
    public boolean awaitReceiptsAcknowledged(int count, Duration timeout) throws InterruptedException {
        return inbox.awaitReceipts(count, timeout);
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        receipts.shutdownNow();
        sessions.forEach(SMPPServerSession::close);
        binds.shutdownNow();
    }

    private void accept() {
        while (!closed) {
            try {
                SMPPServerSession session = listener.accept();
                binds.execute(() -> bind(session));
            } catch (IOException | RejectedExecutionException e) {
                if (!closed) {
                    throw new IllegalStateException("jSMPP stopped listening", e);
                }
            }
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            session.waitForBind(BIND_TIMEOUT_MS).accept("jsmpp", InterfaceVersion.IF_34);
            sessions.add(session);
        } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
            session.close();
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession source) {
        MessageId id = newMessageId();
        OptionalParameter.Message_payload payload =
                submit.getOptionalParameter(OptionalParameter.Message_payload.class);
        byte[] userData = payload == null ? submit.getShortMessage() : payload.getValue();
        int headerLength = submit.isUdhi() ? 1 + (userData[0] & 0xFF) : 0;
        int[] part = concatenation(submit, userData, headerLength);
        String text = decode(submit.getDataCoding(), Arrays.copyOfRange(userData, headerLength, userData.length));
        inbox.addPart(
                submit.getSourceAddr(),
                submit.getDestAddress(),
                submit.getDataCoding(),
                part[0],
                part[1],
                part[2],
                text);
        lastId = id.getValue();
        if ((submit.getRegisteredDelivery() & 0x03) == 0x01) {
            awaitingReceipt.put(id.getValue(), submit);
        }
        return new SubmitSmResult(id, new OptionalParameter[0]);
    }

    private MessageId newMessageId() {
        try {
            return new MessageId(Long.toString(lastMessageId.incrementAndGet()));
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The message_id of the submit_sm that came last. */
    public String lastId() {
        return lastId;
    }

    /** query_sm, cancel_sm and replace_sm so far: command, message_id, source_addr and what else there is. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) {
        OptionalParameter.Message_payload payload = data.getOptionalParameter(OptionalParameter.Message_payload.class);
        inbox.addPart(
                data.getSourceAddr(),
                data.getDestAddress(),
                data.getDataCoding(),
                0,
                1,
                1,
                decode(data.getDataCoding(), payload.getValue()));
        return new DataSmResult(newMessageId(), new OptionalParameter[0]);
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) {
        requests.add("query_sm " + query.getMessageId() + " " + query.getSourceAddr());
        return new QuerySmResult("261121101112000+", MessageState.REJECTED, (byte) 7);
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession source) {
        requests.add("cancel_sm " + cancel.getMessageId() + " " + cancel.getSourceAddr() + " "
                + cancel.getDestinationAddress());
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession source) throws ProcessRequestException {
        requests.add("replace_sm " + replace.getMessageId() + " " + replace.getSourceAddr() + " "
                + decode((byte) 0, replace.getShortMessage()));
        if (replace.getShortMessage().length == 0) {
            throw new ProcessRequestException("nothing to replace it by", SMPPConstant.STAT_ESME_RREPLACEFAIL);
        }
    }

    /** Reference, total and number of a part: from its sar TLVs, or its header (3GPP TS 23.040 §9.2.3.24). */
    private static int[] concatenation(SubmitSm submit, byte[] userData, int headerLength) {
        OptionalParameter.Sar_msg_ref_num reference =
                submit.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
        if (reference != null) {
            return new int[] {
                reference.getValue() & 0xFFFF,
                submit.getOptionalParameter(OptionalParameter.Sar_total_segments.class)
                                .getValue()
                        & 0xFF,
                submit.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class)
                                .getValue()
                        & 0xFF
            };
        }
        for (int at = 1; at + 1 < headerLength; at += 2 + (userData[at + 1] & 0xFF)) {
            if (userData[at] == 0x00) {
                return new int[] {userData[at + 2] & 0xFF, userData[at + 3] & 0xFF, userData[at + 4] & 0xFF};
            }
            if (userData[at] == 0x08) {
                int wide = ((userData[at + 2] & 0xFF) << 8) | (userData[at + 3] & 0xFF);
                return new int[] {wide, userData[at + 4] & 0xFF, userData[at + 5] & 0xFF};
            }
        }
        return new int[] {0, 1, 1};
    }

    private static String decode(byte dataCoding, byte[] octets) {
        return switch (dataCoding) {
            case 0 -> CharsetUtil.decode(octets, CharsetUtil.CHARSET_GSM);
            case 8 -> CharsetUtil.decode(octets, CharsetUtil.CHARSET_UCS_2);
            default -> CharsetUtil.decode(octets, CharsetUtil.CHARSET_ISO_8859_1);
        };
    }

    @Override
    public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession source) {
        SubmitSm submit = awaitingReceipt.remove(result.getMessageId());
        if (submit != null) {
            schedule(submit, result.getMessageId(), RECEIPT_DELAY_MS);
        }
    }

    private void schedule(SubmitSm submit, String id, long delayMs) {
        try {
            receipts.schedule(() -> sendReceipt(submit, id), delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed in between; nobody waits for the receipt any more.
        }
    }

    private void sendReceipt(SubmitSm submit, String id) {
        for (SMPPServerSession session : sessions) {
            if (session.getSessionState().isReceivable() && deliver(session, submit, id)) {
                inbox.addAcknowledgedReceipt();
                return;
            }
        }
        schedule(submit, id, NO_RECEIVER_RETRY_MS);
    }

    @SuppressWarnings("JavaUtilDate") // what jSMPP takes
    private static boolean deliver(SMPPServerSession session, SubmitSm submit, String id) {
        Date now = new Date();
        DeliveryReceipt receipt = new DeliveryReceipt(id, 1, 1, now, now, DeliveryReceiptState.DELIVRD, "000", "");
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.valueOf(submit.getDestAddrTon()),
                    NumberingPlanIndicator.valueOf(submit.getDestAddrNpi()),
                    submit.getDestAddress(),
                    TypeOfNumber.valueOf(submit.getSourceAddrTon()),
                    NumberingPlanIndicator.valueOf(submit.getSourceAddrNpi()),
                    submit.getSourceAddr(),
                    new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
                    receipt.toString().getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (PDUException | ResponseTimeoutException | NegativeResponseException | IOException e) {
            return false;
        } catch (InvalidResponseException e) {
            throw new IllegalStateException("the answer to a receipt is malformed", e);
        }
    }

    private static Thread thread(Runnable run) {
        Thread thread = new Thread(run, "jsmpp-smsc");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void onSubmitSmRespError(SubmitSmResult result, Exception cause, SMPPServerSession source) {
        awaitingReceipt.remove(result.getMessageId());
    }

    /** jSMPP does not tell which port it got when it may choose one, so the socket is opened here. */
    private record OneSocket(ServerSocket socket) implements ServerConnectionFactory {
        @Override
        public ServerConnection listen(int port) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int port, int timeoutMs) throws IOException {
            socket.setSoTimeout(timeoutMs);
            return listen(port);
        }

        @Override
        public ServerConnection listen(int port, int timeoutMs, int backlog) throws IOException {
            return listen(port, timeoutMs);
        }
    }
}
