package io.smppproxy.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.EnquireLink;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/**
 * jSMPP on both ends: one session. Its API waits for each answer, so the window is as many threads as it has slots; the queues
 * are long enough that it never throttles.
 */
final class JsmppContender implements Contender {
    private final byte[] text = Sample.TEXT.getBytes(StandardCharsets.ISO_8859_1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SMPPServerSessionListener mcSide;
    private SMPPSession session;

    @Override
    public void open() throws Exception {
        int port = Ports.free();
        mcSide = new SMPPServerSessionListener(port);
        mcSide.setQueueCapacity(4 * WINDOW);
        mcSide.setMessageReceiverListener(new McListener());
        threads.execute(this::acceptOne);
        session = new SMPPSession();
        session.setQueueCapacity(4 * WINDOW);
        session.setTransactionTimer(60_000);
        session.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        BindType.BIND_TRX,
                        "esme",
                        "secret",
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
    }

    private void acceptOne() {
        try {
            SMPPServerSession accepted = mcSide.accept();
            accepted.waitForBind(10_000).accept("mc");
        } catch (Exception e) {
            throw new IllegalStateException("jSMPP did not take the bind", e);
        }
    }

    @Override
    public void pump(long messages) throws Exception {
        AtomicLong left = new AtomicLong(messages);
        CountDownLatch finished = new CountDownLatch(WINDOW);
        AtomicReference<Exception> failure = new AtomicReference<>();
        for (int i = 0; i < WINDOW; i++) {
            threads.execute(() -> {
                try {
                    while (left.getAndDecrement() > 0) {
                        submit();
                    }
                } catch (Exception e) {
                    failure.set(e);
                } finally {
                    finished.countDown();
                }
            });
        }
        if (!finished.await(120, TimeUnit.SECONDS) || failure.get() != null) {
            throw new IllegalStateException("jSMPP did not answer everything within 120 s", failure.get());
        }
    }

    private void submit() throws Exception {
        session.submitShortMessage(
                null,
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.ISDN,
                Sample.SOURCE,
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                Sample.DESTINATION,
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                null,
                null,
                new RegisteredDelivery(1),
                (byte) 0,
                DataCodings.ZERO,
                (byte) 0,
                text);
    }

    @Override
    public void close() throws IOException {
        if (session != null) {
            session.unbindAndClose();
        }
        if (mcSide != null) {
            mcSide.close();
        }
        threads.shutdownNow();
    }

    /** Answers submit_sm; nothing else is sent here. */
    private static final class McListener implements ServerMessageReceiverListener {
        private final SubmitSmResult accepted;

        McListener() throws PDUStringException {
            accepted = new SubmitSmResult(new MessageId(Sample.SMSC_ID), new OptionalParameter[0]);
        }

        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm request, SMPPServerSession source) {
            return accepted;
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession source) {
            throw new UnsupportedOperationException("submit_multi");
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession source) {
            throw new UnsupportedOperationException("query_sm");
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession source) {
            throw new UnsupportedOperationException("replace_sm");
        }

        @Override
        public void onAcceptCancelSm(CancelSm request, SMPPServerSession source) {
            throw new UnsupportedOperationException("cancel_sm");
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession source) {
            throw new UnsupportedOperationException("broadcast_sm");
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession source) {
            throw new UnsupportedOperationException("cancel_broadcast_sm");
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm request, SMPPServerSession source) {
            throw new UnsupportedOperationException("query_broadcast_sm");
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm request, Session source) {
            throw new UnsupportedOperationException("data_sm");
        }

        @Override
        public void onAcceptEnquireLink(EnquireLink request, Session source) {}
    }
}
