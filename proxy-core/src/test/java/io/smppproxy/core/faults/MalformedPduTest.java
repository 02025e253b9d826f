package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestEdge;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An SMSC that writes nonsense: the right nack, a close where framing is lost, and no harm to anybody else. */
class MalformedPduTest {
    /** First part of a deliver_sm: service_type to short_message, a receipt of a message nobody knows. */
    private static final String DELIVER_HEAD = "\0\1\1998901234567\0\5\0BRAND\0\4\0\0\0\0\0\0\0\0";

    @TempDir
    static Path dataDir;

    private static MultiRig rig;
    /** What the SMSC writes behind the answer to the message whose text is the key. */
    private static final Map<String, byte[]> NONSENSE = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig();
        rig.simulated("healthy", link -> link);
        rig.raw("nonsense", MalformedPduTest::answer, link -> link.reconnect(10, 50, 100));
        rig.start(dataDir);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static void answer(RawSmsc.Connection smsc, RawSmsc.Pdu pdu) throws IOException {
        smsc.asUsual(pdu);
        if (pdu.commandId() == CommandId.SUBMIT_SM && NONSENSE.containsKey(pdu.text())) {
            smsc.send(NONSENSE.get(pdu.text()));
        }
    }

    private static byte[] withLength(int commandLength, int commandId) {
        return ByteBuffer.allocate(16)
                .putInt(commandLength)
                .putInt(commandId)
                .putInt(0)
                .putInt(9)
                .array();
    }

    private static Reply send(String link, String text) throws Exception {
        rig.awaitBound(link);
        return rig.edge
                .sendPatiently(TestEdge.message(rig.id(link), "998901234567", text))
                .await();
    }

    /** Sends a message behind whose answer the nonsense comes, and waits for what the proxy says to it. */
    private static RawSmsc.Pdu reactionTo(String text, byte[] nonsense, int sequence) throws Exception {
        NONSENSE.put(text, nonsense);
        RawSmsc smsc = rig.raw("nonsense");
        int before = smsc.received.size();
        assertEquals(ReplyOutcome.SUBMITTED, send("nonsense", text).outcome());
        Await.until("a reaction to " + text, () -> find(smsc, before, sequence) != null);
        return find(smsc, before, sequence);
    }

    private static RawSmsc.Pdu find(RawSmsc smsc, int from, int sequence) {
        return smsc.received.subList(from, smsc.received.size()).stream()
                .filter(pdu -> CommandId.isResponse(pdu.commandId()) && pdu.sequence() == sequence)
                .findFirst()
                .orElse(null);
    }

    @Test
    void shouldNackWhatItCannotReadAndGoOn() throws Exception {
        long disconnects = rig.metrics("nonsense").disconnects.get();
        byte[] cut = RawSmsc.pdu(CommandId.DELIVER_SM, 0, 31, DELIVER_HEAD.substring(0, 20));
        RawSmsc.Pdu reaction = reactionTo("cut", cut, 31);
        assertEquals(CommandId.DELIVER_SM_RESP, reaction.commandId());
        assertEquals(CommandStatus.ESME_RINVCMDLEN, reaction.status());

        byte[] overrun = RawSmsc.pdu(CommandId.DELIVER_SM, 0, 32, DELIVER_HEAD + "\u00FFabc");
        reaction = reactionTo("overrun", overrun, 32);
        assertEquals(CommandId.DELIVER_SM_RESP, reaction.commandId());
        assertTrue(reaction.status() != 0, "sm_length beyond the body");

        byte[] tlvs = RawSmsc.pdu(CommandId.DELIVER_SM, 0, 33, DELIVER_HEAD + "\0" + "\4\47\0\11x");
        reaction = reactionTo("tlvs", tlvs, 33);
        assertEquals(CommandId.DELIVER_SM_RESP, reaction.commandId());
        assertEquals(CommandStatus.ESME_RINVTLVSTREAM, reaction.status());

        reaction = reactionTo("unknown", RawSmsc.pdu(0x0000_0777, 0, 34, "whatever"), 34);
        assertEquals(CommandId.GENERIC_NACK, reaction.commandId());
        assertEquals(CommandStatus.ESME_RINVCMDID, reaction.status());
        assertEquals("", reaction.body());

        reaction = reactionTo("request", RawSmsc.pdu(CommandId.SUBMIT_SM, 0, 35, "\0"), 35);
        assertEquals(CommandId.GENERIC_NACK, reaction.commandId());

        assertEquals(disconnects, rig.metrics("nonsense").disconnects.get(), "the session lives");
        assertEquals(ReplyOutcome.SUBMITTED, send("nonsense", "after").outcome());
        assertTrue(rig.metrics("nonsense").malformedPdus.get() >= 3);
    }

    @Test
    void shouldAnswerNothingToWhatHasNoResponse() throws Exception {
        NONSENSE.put("alert", RawSmsc.pdu(CommandId.ALERT_NOTIFICATION, 0, 41, "\1\1123\0\1\1456\0"));
        RawSmsc smsc = rig.raw("nonsense");
        assertEquals(ReplyOutcome.SUBMITTED, send("nonsense", "alert").outcome());
        // What comes behind it is answered, so the alert has been read.
        reactionTo("behind", RawSmsc.pdu(CommandId.ENQUIRE_LINK, 0, 42, ""), 42);
        assertEquals(null, find(smsc, 0, 41));
    }

    @Test
    void shouldRefuseMessagesOfPhonesForGoodBecauseNobodyTakesThem() throws Exception {
        String mo = "\0\1\1998901234567\0\1\1777\0\0\0\0\0\0\0\0\0\0\2hi";
        RawSmsc.Pdu reaction = reactionTo("mo", RawSmsc.pdu(CommandId.DELIVER_SM, 0, 51, mo), 51);
        assertEquals(CommandId.DELIVER_SM_RESP, reaction.commandId());
        assertEquals(CommandStatus.ESME_RX_R_APPN, reaction.status());
    }

    @Test
    void shouldNackCloseAndComeBackWhenFramingIsLost() throws Exception {
        Map<String, byte[]> lost = new LinkedHashMap<>();
        lost.put("short", withLength(4, CommandId.DELIVER_SM));
        lost.put("zero", withLength(0, 0));
        lost.put("negative", withLength(0x8000_0000, CommandId.DELIVER_SM));
        lost.put("huge", withLength(Integer.MAX_VALUE, CommandId.DELIVER_SM));
        lost.put("http", "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        lost.put("tls", new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3, 9, 9, 9, 9, 9, 9, 9, 9});
        Load healthy = Load.start(rig.edge, rig.id("healthy"), "healthy", 1, 600);
        for (Map.Entry<String, byte[]> entry : lost.entrySet()) {
            RawSmsc smsc = rig.raw("nonsense");
            int connections = smsc.connections();
            int before = smsc.received.size();
            NONSENSE.put(entry.getKey(), entry.getValue());
            assertEquals(
                    ReplyOutcome.SUBMITTED, send("nonsense", entry.getKey()).outcome());
            Await.until("a new connection after " + entry.getKey(), () -> smsc.connections() > connections);
            Await.until(
                    "a nack after " + entry.getKey(),
                    () -> smsc.received.subList(before, smsc.received.size()).stream()
                            .anyMatch(pdu -> pdu.commandId() == CommandId.GENERIC_NACK
                                    && pdu.status() == CommandStatus.ESME_RINVCMDLEN));
            assertEquals(
                    ReplyOutcome.SUBMITTED,
                    send("nonsense", "after " + entry.getKey()).outcome());
        }
        healthy.await();
        healthy.audit(Load.texts(rig.smsc("healthy")), rig.metrics("healthy"));
        assertEquals(Map.of(ReplyOutcome.SUBMITTED, 600), healthy.outcomes());
        assertEquals(0, rig.metrics("healthy").disconnects.get());
    }
}
