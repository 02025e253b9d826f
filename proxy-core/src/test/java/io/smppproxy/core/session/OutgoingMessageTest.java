package io.smppproxy.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.admission.RecordedReply;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.LaneRecords;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OutgoingMessageTest {
    private static final NotSentCause[] NOT_SENT = {
        NotSentCause.LINK_LOST, NotSentCause.DEADLINE, NotSentCause.CANCELLED, NotSentCause.STOPPING
    };
    private static final NotSentCause[] LOST = {NotSentCause.NO_ANSWER, NotSentCause.CONNECTION_LOST};

    @Test
    void shouldAnswerTheSameAsTheStoredRecordSaysLater() {
        Reply first = new Reply();
        Reply later = new Reply();
        for (long seed = 1; seed <= 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int parts = 1 + random.nextInt(5);
            OutgoingMessage message = LaneRecords.message(99, parts);
            MessageRecord record = new MessageRecord().parts(parts);
            record.idHi = LaneRecords.ID_HI;
            record.idLo = 99;
            record.linkId = CoreConfigs.LINK;
            int[] order = random.ints(0, parts).distinct().limit(parts).toArray();
            for (int part : order) {
                settle(message, record, part, random);
            }
            assertTrue(message.isComplete());
            message.fill(first);
            RecordedReply.replyFrom(record, later).handle(99);
            assertSame(first, later, "seed " + seed);
        }
    }

    private static void settle(OutgoingMessage message, MessageRecord record, int part, SplittableRandom random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                byte[] id = ("id" + random.nextInt(1_000)).getBytes(StandardCharsets.US_ASCII);
                message.submitted(part, id, id.length);
                record.state(part, PartState.SUBMITTED);
                record.smscId(part, new UnsafeBuffer(id), 0, id.length);
            }
            case 1 -> {
                int status = 1 + random.nextInt(0x100);
                message.refused(part, status);
                record.state(part, PartState.REFUSED);
                record.commandStatus(part, status);
            }
            case 2 -> end(message, record, part, PartState.NOT_SENT, NOT_SENT[random.nextInt(NOT_SENT.length)]);
            default -> {
                PartState state = random.nextBoolean() ? PartState.AMBIGUOUS : PartState.UNKNOWN;
                end(message, record, part, state, LOST[random.nextInt(LOST.length)]);
            }
        }
    }

    private static void end(
            OutgoingMessage message, MessageRecord record, int part, PartState state, NotSentCause cause) {
        message.ended(part, state, cause);
        record.state(part, state);
        record.commandStatus(part, cause.code());
    }

    private static void assertSame(Reply first, Reply later, String hint) {
        assertEquals(first.outcome(), later.outcome(), hint);
        assertEquals(first.cause(), later.cause(), hint);
        assertEquals(first.commandStatus(), later.commandStatus(), hint);
        assertEquals(first.handle(), later.handle(), hint);
        assertEquals(first.messageIdHi(), later.messageIdHi(), hint);
        assertEquals(first.messageIdLo(), later.messageIdLo(), hint);
        assertEquals(first.linkId(), later.linkId(), hint);
        assertEquals(first.partCount(), later.partCount(), hint);
        for (int part = 0; part < first.partCount(); part++) {
            assertEquals(first.smscId(part), later.smscId(part), hint);
        }
    }

    @Test
    void shouldTakeARecordOverWithAllItsParts() {
        OutgoingMessage message = LaneRecords.message(7, 255);
        assertEquals(255, message.partCount());
        assertEquals(7, message.handle());
        assertEquals(3, message.sinkId());
        assertTrue(message.isUntouched());
        for (int part = 0; part < 255; part++) {
            assertEquals(part, message.takeNextPart());
            assertEquals(20, message.partLength(part));
            assertEquals((byte) part, message.octets()[message.partOffset(part)]);
            assertEquals(PartState.QUEUED, message.state(part));
        }
        assertFalse(message.hasNextPart());
        assertFalse(message.isUntouched());
    }

    @Test
    void shouldForgetEverythingOfTheMessageBefore() {
        OutgoingMessage message = LaneRecords.message(7, 3);
        message.written(0);
        message.requeued(0, true);
        message.submitted(0, new byte[] {'x'}, 1);
        message.ended(1, PartState.AMBIGUOUS, NotSentCause.NO_ANSWER);
        message.refused(2, 8);
        message.throttledSinceNs = 5;
        message.recycle();
        ExpandableArrayBuffer next = new ExpandableArrayBuffer();
        message.load(next, 0, LaneRecords.put(next, 8, 2));
        assertFalse(message.mayHaveBeenSent(0));
        assertEquals(0, message.attempt(0));
        assertEquals(0, message.throttledSinceNs);
        assertFalse(message.isComplete());
        message.submitted(0, new byte[] {'a'}, 1);
        message.submitted(1, new byte[] {'b', 'c'}, 2);
        Reply reply = new Reply();
        message.fill(reply);
        assertEquals(ReplyOutcome.SUBMITTED, reply.outcome());
        assertEquals(NotSentCause.NONE, reply.cause());
        assertEquals("a", reply.smscId(0));
        assertEquals("bc", reply.smscId(1));
    }

    @Test
    void shouldCountAttemptsWithoutOverflow() {
        OutgoingMessage message = LaneRecords.message(7, 1);
        for (int i = 0; i < 1_000; i++) {
            message.written(0);
            message.requeued(0, false);
        }
        assertEquals(Byte.MAX_VALUE, message.attempt(0));
        assertFalse(message.mayHaveBeenSent(0));
    }
}
