package io.smppproxy.app.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import com.cloudhopper.smpp.util.DeliveryReceipt;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.app.interop.ForeignSmsc.ForeignMessage;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.text.Segmenter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.joda.time.DateTimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The foreign message centres themselves, driven by an ESME of cloudhopper; only the parts are cut by our code. */
@Timeout(180)
class ForeignSmscTest {
    private static final long TIMEOUT_MS = 20_000;
    private static final Duration TIMEOUT = Duration.ofMillis(TIMEOUT_MS);
    private static final List<String> TEXTS = List.of(
            "Hello",
            "Price: 100 € [net] {a|b} ~^\\",
            "Привет, мир! Ёжик",
            "Emoji 😀👍🏽 end",
            "0123456789".repeat(100),
            "€".repeat(200),
            "щ".repeat(66) + "😀" + "щ".repeat(100));

    @Test
    void shouldServeAnEsmeWithJsmpp() throws Exception {
        try (ForeignSmsc smsc = JsmppSmsc.start()) {
            sendAndCompare(smsc);
        }
    }

    @Test
    void shouldServeAnEsmeWithNode() throws Exception {
        assumeTrue(NodeSmsc.isAvailable(), "skipped: node and npm are not installed (apt-get install nodejs npm)");
        try (ForeignSmsc smsc = NodeSmsc.start()) {
            sendAndCompare(smsc);
        }
    }

    private static void sendAndCompare(ForeignSmsc smsc) throws Exception {
        BlockingQueue<BaseSm<?>> delivered = new LinkedBlockingQueue<>();
        DefaultSmppClient client = new DefaultSmppClient();
        try {
            SmppSession session = client.bind(configuration(smsc.port()), new DefaultSmppSessionHandler() {
                @Override
                @SuppressWarnings("rawtypes")
                public PduResponse firePduRequestReceived(PduRequest request) {
                    if (request instanceof BaseSm<?> message) {
                        delivered.add(message);
                    }
                    return request.createResponse();
                }
            });
            Set<String> ids = new HashSet<>();
            int reference = 0;
            for (Mode mode : new Mode[] {Mode.UDH8, Mode.UDH16}) {
                for (String text : TEXTS) {
                    send(session, text, SegmentationRules.DEFAULT.withMode(mode), ++reference, ids);
                }
            }
            assertTrue(smsc.awaitReceived(2 * TEXTS.size(), TIMEOUT));
            List<String> texts =
                    smsc.received().stream().map(ForeignMessage::text).toList();
            assertEquals(TEXTS, texts.subList(0, TEXTS.size()));
            assertEquals(TEXTS, texts.subList(TEXTS.size(), 2 * TEXTS.size()));
            assertEquals("INFO", smsc.received().get(0).source());
            assertEquals("4917012345678", smsc.received().get(0).destination());
            assertEquals(7, smsc.received().get(4).parts());

            Set<String> receipted = new HashSet<>();
            for (int i = 0; i < ids.size(); i++) {
                BaseSm<?> deliver = delivered.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS);
                assertNotNull(deliver, () -> receipted.size() + " of " + ids.size() + " receipts");
                assertEquals(SmppConstants.ESM_CLASS_MT_SMSC_DELIVERY_RECEIPT, deliver.getEsmClass());
                assertEquals("INFO", deliver.getDestAddress().getAddress());
                DeliveryReceipt receipt = DeliveryReceipt.parseShortMessage(
                        new String(deliver.getShortMessage(), StandardCharsets.US_ASCII), DateTimeZone.UTC);
                assertEquals(SmppConstants.STATE_DELIVERED, receipt.getState());
                receipted.add(receipt.getMessageId());
            }
            assertEquals(ids, receipted);
            assertTrue(smsc.awaitReceiptsAcknowledged(ids.size(), TIMEOUT));
            assertEquals(0, session.enquireLink(new EnquireLink(), TIMEOUT_MS).getCommandStatus());
            session.unbind(TIMEOUT_MS);
            session.destroy();
        } finally {
            client.destroy();
        }
    }

    private static void send(SmppSession session, String text, SegmentationRules rules, int reference, Set<String> ids)
            throws Exception {
        Segmenter segmenter = new Segmenter();
        int parts = segmenter.analyse(text, rules);
        for (int i = 0; i < parts; i++) {
            ByteBuf part = Unpooled.buffer();
            segmenter.writePart(i, reference, part);
            SubmitSm submit = new SubmitSm();
            submit.setSourceAddress(new Address((byte) 5, (byte) 0, "INFO"));
            submit.setDestAddress(new Address((byte) 1, (byte) 1, "4917012345678"));
            submit.setRegisteredDelivery(SmppConstants.REGISTERED_DELIVERY_SMSC_RECEIPT_REQUESTED);
            submit.setEsmClass((byte) segmenter.partEsmClass(i));
            submit.setDataCoding((byte) segmenter.dataCoding());
            submit.setShortMessage(ByteBufUtil.getBytes(part));
            SubmitSmResp answer = session.submit(submit, TIMEOUT_MS);
            assertEquals(0, answer.getCommandStatus());
            assertTrue(ids.add(answer.getMessageId()));
        }
    }

    private static SmppSessionConfiguration configuration(int port) {
        SmppSessionConfiguration configuration =
                new SmppSessionConfiguration(SmppBindType.TRANSCEIVER, "alice", "secret");
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setBindTimeout(TIMEOUT_MS);
        configuration.getLoggingOptions().setLogPdu(false);
        return configuration;
    }
}
