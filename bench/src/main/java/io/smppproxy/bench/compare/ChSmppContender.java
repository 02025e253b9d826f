package io.smppproxy.bench.compare;

import com.cloudhopper.smpp.PduAsyncResponse;
import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.type.Address;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * ch-smpp on both ends: one session, its own window of 256, requests sent asynchronously by one thread that the window slows
 * down, responses by callback.
 */
final class ChSmppContender implements Contender {
    private static final long OFFER_TIMEOUT_MS = 30_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] text = Sample.TEXT.getBytes(StandardCharsets.ISO_8859_1);
    private DefaultSmppServer mcSide;
    private DefaultSmppClient esmeSide;
    private SmppSession session;
    private volatile CountDownLatch open = new CountDownLatch(0);

    @Override
    public void open() throws Exception {
        SmppServerConfiguration mc = new SmppServerConfiguration();
        mc.setHost("127.0.0.1");
        mc.setPort(Ports.free());
        mc.setSystemId("mc");
        mc.setDefaultWindowSize(WINDOW);
        mc.setName("bench-mc");
        mc.setMaxConnectionSize(10);
        mc.setNonBlockingSocketsEnabled(true);
        mc.setDefaultSessionCountersEnabled(false);
        mc.setJmxEnabled(false);
        mcSide = new DefaultSmppServer(mc, new Mc(), threads);
        mcSide.start();

        esmeSide = new DefaultSmppClient(threads, 1);
        SmppSessionConfiguration esme = new SmppSessionConfiguration(SmppBindType.TRANSCEIVER, "esme", "secret");
        esme.setHost("127.0.0.1");
        esme.setPort(mc.getPort());
        esme.setWindowSize(WINDOW);
        esme.setName("bench-esme");
        esme.setCountersEnabled(false);
        esme.getLoggingOptions().setLogBytes(false);
        esme.getLoggingOptions().setLogPdu(false);
        session = esmeSide.bind(esme, new Esme());
    }

    @Override
    public void pump(long messages) throws Exception {
        CountDownLatch latch = new CountDownLatch(Math.toIntExact(messages));
        open = latch;
        for (long i = 0; i < messages; i++) {
            SubmitSm submit = new SubmitSm();
            submit.setSourceAddress(new Address((byte) 0, (byte) 1, Sample.SOURCE));
            submit.setDestAddress(new Address((byte) 1, (byte) 1, Sample.DESTINATION));
            submit.setRegisteredDelivery((byte) 1);
            submit.setShortMessage(text);
            session.sendRequestPdu(submit, OFFER_TIMEOUT_MS, false);
        }
        if (!latch.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("open requests: " + latch.getCount() + " (expected: 0 within 120 s)");
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.destroy();
        }
        if (esmeSide != null) {
            esmeSide.destroy();
        }
        if (mcSide != null) {
            mcSide.destroy();
        }
        threads.shutdownNow();
    }

    private final class Esme extends DefaultSmppSessionHandler {
        @Override
        public void fireExpectedPduResponseReceived(PduAsyncResponse response) {
            open.countDown();
        }
    }

    @SuppressWarnings("rawtypes") // the interface is raw
    private static final class Mc extends DefaultSmppSessionHandler implements SmppServerHandler {
        @Override
        public void sessionBindRequested(Long id, SmppSessionConfiguration configuration, BaseBind bind) {
            configuration.setName("bench");
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession created, BaseBindResp bindResp) {
            created.serverReady(this);
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession destroyed) {
            destroyed.destroy();
        }

        @Override
        public PduResponse firePduRequestReceived(PduRequest request) {
            PduResponse response = request.createResponse();
            if (response instanceof SubmitSmResp submitResp) {
                submitResp.setMessageId(Sample.SMSC_ID);
            }
            return response;
        }
    }
}
