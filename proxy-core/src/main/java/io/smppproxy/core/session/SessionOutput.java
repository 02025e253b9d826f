package io.smppproxy.core.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.config.LinkConfig;
import org.agrona.BitUtil;

/** What a session has to say: PDUs pile up in one buffer until the end of the loop's batch. Owned by one I/O loop. */
public final class SessionOutput {
    private static final int MIN_BYTES = 256;
    private static final int MAX_INITIAL_BYTES = 16 * 1024;

    private final Channel channel;
    private final FlushGate flushGate;
    private final BatchedOutput session;
    private ByteBuf out;
    /** As much as the last batch took, so that a busy session's buffer need not grow and an idle one's costs little. */
    private int initialBytes = MIN_BYTES;

    private boolean flushPending;

    public SessionOutput(Channel channel, FlushGate flushGate, BatchedOutput session) {
        this.channel = channel;
        this.flushGate = flushGate;
        this.session = session;
    }

    void bind(LinkConfig config, BindType type, int sequence) {
        PduEncoder.bind(
                buffer(),
                type.commandId(),
                sequence,
                config.systemId(),
                config.password(),
                config.systemType(),
                config.interfaceVersion(),
                0,
                0,
                "");
    }

    /** Copies one encoded part out under its own sequence_number. */
    void part(OutgoingMessage message, int part, int sequence) {
        ByteBuf buf = buffer();
        int start = buf.writerIndex();
        buf.writeBytes(message.octets(), message.partOffset(part), message.partLength(part));
        PduHeader.setSequenceNumber(buf, start, sequence);
    }

    public void headerOnly(int commandId, int commandStatus, int sequence) {
        PduEncoder.headerOnly(buffer(), commandId, commandStatus, sequence);
    }

    public void request(int commandId, int sequence) {
        headerOnly(commandId, CommandStatus.ESME_ROK, sequence);
    }

    /** Copies a whole request out under another sequence_number. */
    void request(byte[] pdu, int sequence) {
        ByteBuf buf = buffer();
        int start = buf.writerIndex();
        buf.writeBytes(pdu);
        PduHeader.setSequenceNumber(buf, start, sequence);
    }

    /** Answers what cannot be read, unless it is an answer itself. */
    void refuse(NackablePduException e) {
        if (!e.isAnswerable()) {
            return;
        }
        int response = e.responseCommandId();
        if (response == CommandId.DELIVER_SM_RESP || response == CommandId.DATA_SM_RESP) {
            deliverResp(response, e.commandStatus(), e.sequenceNumber());
        } else {
            headerOnly(response, e.commandStatus(), e.sequenceNumber());
        }
    }

    /** A response with an empty message_id (SMPP v3.4 §4.6.2). */
    public void deliverResp(int commandId, int commandStatus, int sequence) {
        PduEncoder.messageIdResp(buffer(), commandId, commandStatus, sequence, "");
    }

    /** Where the next PDU is encoded, whole and at the writer index. */
    public ByteBuf buffer() {
        if (out == null) {
            out = channel.alloc().ioBuffer(initialBytes);
        }
        flushGate.flushLater(session);
        return out;
    }

    /** @return true when the session was not yet on the flush list */
    public boolean markFlushPending() {
        boolean first = !flushPending;
        flushPending = true;
        return first;
    }

    /** What was written since the last call; null when there is nothing. */
    public ByteBuf take() {
        flushPending = false;
        ByteBuf ready = out;
        out = null;
        if (ready != null) {
            initialBytes = BitUtil.findNextPositivePowerOfTwo(
                    Math.max(MIN_BYTES, Math.min(ready.readableBytes(), MAX_INITIAL_BYTES)));
        }
        return ready;
    }

    public void release() {
        if (out != null) {
            out.release();
            out = null;
        }
    }
}
