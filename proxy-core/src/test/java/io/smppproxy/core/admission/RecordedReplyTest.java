package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RecordedReplyTest {
    private final Reply reply = new Reply();

    @Test
    void shouldSaySubmittedWhateverTheReceiptsSaid() {
        PartState[] after = {
            PartState.SUBMITTED,
            PartState.DELIVERED,
            PartState.UNDELIVERABLE,
            PartState.EXPIRED,
            PartState.REJECTED,
            PartState.UNKNOWN
        };
        for (PartState state : after) {
            MessageRecord record = record(PartState.SUBMITTED, state);
            smscId(record, 0, "a1");
            smscId(record, 1, "b22");
            record.commandStatus(1, 0x45);
            RecordedReply.replyFrom(record, reply);
            assertEquals(ReplyOutcome.SUBMITTED, reply.outcome(), state.name());
            assertEquals(NotSentCause.NONE, reply.cause());
            assertEquals(0, reply.commandStatus());
            assertEquals(2, reply.partCount());
            assertEquals("a1", reply.smscId(0));
            assertEquals("b22", reply.smscId(1));
            assertEquals(7, reply.messageIdHi());
            assertEquals(-8, reply.messageIdLo());
            assertEquals(42, reply.linkId());
            assertEquals(0, reply.handle());
        }
    }

    @Test
    void shouldSayTheFirstRefusal() {
        MessageRecord record = record(PartState.SUBMITTED, PartState.REFUSED, PartState.AMBIGUOUS, PartState.REFUSED);
        smscId(record, 0, "a1");
        record.commandStatus(1, 0x0B);
        record.commandStatus(3, 0x14);
        RecordedReply.replyFrom(record, reply);
        assertEquals(ReplyOutcome.REJECTED, reply.outcome());
        assertEquals(0x0B, reply.commandStatus());
        assertEquals("a1", reply.smscId(0));
        assertEquals("", reply.smscId(1));
    }

    @Test
    void shouldSayUnknownWithItsCause() {
        MessageRecord record = record(PartState.SUBMITTED, PartState.AMBIGUOUS);
        record.commandStatus(1, NotSentCause.CONNECTION_LOST.code());
        RecordedReply.replyFrom(record, reply);
        assertEquals(ReplyOutcome.UNKNOWN, reply.outcome());
        assertEquals(NotSentCause.CONNECTION_LOST, reply.cause());
        RecordedReply.replyFrom(record(PartState.UNKNOWN), reply);
        assertEquals(ReplyOutcome.UNKNOWN, reply.outcome());
        assertEquals(NotSentCause.NO_ANSWER, reply.cause());
    }

    @Test
    void shouldSayNotSentOrPartlySent() {
        MessageRecord record = record(PartState.NOT_SENT, PartState.NOT_SENT);
        record.commandStatus(0, NotSentCause.DEADLINE.code());
        assertTrue(RecordedReply.maySendAgain(record));
        RecordedReply.replyFrom(record, reply);
        assertEquals(ReplyOutcome.NOT_SENT, reply.outcome());
        assertEquals(NotSentCause.DEADLINE, reply.cause());
        record.state(1, PartState.DELIVERED);
        assertFalse(RecordedReply.maySendAgain(record));
        RecordedReply.replyFrom(record, reply);
        assertEquals(ReplyOutcome.UNKNOWN, reply.outcome());
        assertEquals(NotSentCause.PARTLY_SENT, reply.cause());
    }

    @Test
    void shouldKnowEveryCauseByItsCode() {
        for (NotSentCause cause : NotSentCause.values()) {
            assertEquals(cause, NotSentCause.ofCode(cause.code()));
        }
        assertEquals(NotSentCause.NONE, NotSentCause.ofCode(-1));
        assertEquals(NotSentCause.NONE, NotSentCause.ofCode(0x400));
    }

    static MessageRecord record(PartState... states) {
        MessageRecord record = new MessageRecord();
        record.idHi = 7;
        record.idLo = -8;
        record.linkId = 42;
        record.parts(states.length);
        for (int part = 0; part < states.length; part++) {
            record.state(part, states[part]);
        }
        return record;
    }

    static void smscId(MessageRecord record, int part, String id) {
        byte[] octets = id.getBytes(StandardCharsets.ISO_8859_1);
        record.smscId(part, new UnsafeBuffer(octets), 0, octets.length);
    }
}
