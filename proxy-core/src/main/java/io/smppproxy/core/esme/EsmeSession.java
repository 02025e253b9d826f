package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.smppproxy.codec.CommandEncoder;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.session.BatchedOutput;
import io.smppproxy.core.session.BindType;
import io.smppproxy.core.session.SessionOutput;
import org.agrona.DirectBuffer;

/**
 * One ESME that has bound to us. Owned by one I/O loop; no method may be called from another thread. What is written leaves at the end
 * of the loop's batch.
 */
public final class EsmeSession implements BatchedOutput {
    private final long id;
    private final AccountConfig account;
    private final BindType type;
    private final int interfaceVersion;
    private final EsmeLoop loop;
    private final Channel channel;
    private final SessionOutput output;
    private final SessionGate gate;
    private boolean open = true;
    private int unanswered;
    private int lastSequence;
    private Object deliveries;

    EsmeSession(long id, AccountConfig account, BindType type, int interfaceVersion, EsmeLoop loop, Channel channel) {
        this.id = id;
        this.account = account;
        this.type = type;
        this.interfaceVersion = interfaceVersion;
        this.loop = loop;
        this.channel = channel;
        this.output = new SessionOutput(channel, loop.ioLoop(), this);
        this.gate = new SessionGate(id, account.id(), account.deliveryWindow(), loop.deliveries());
    }

    /** Unique in this process, never 0. */
    public long id() {
        return id;
    }

    /** As it was at the bind; a change of the account ends the session. */
    public AccountConfig account() {
        return account;
    }

    public BindType type() {
        return type;
    }

    /** 0x33, 0x34 or 0x50: what the bind asked for, rounded down to a version that exists. */
    public int interfaceVersion() {
        return interfaceVersion;
    }

    public EsmeLoop loop() {
        return loop;
    }

    SessionGate gate() {
        return gate;
    }

    /** True until the connection is gone: answers are still sent while it unbinds. */
    public boolean isOpen() {
        return open;
    }

    /** Requests of the ESME that are not answered yet. */
    public int unanswered() {
        return unanswered;
    }

    /**
     * Answers a submit_sm, data_sm or any other request that is answered with a message_id, and frees its slot of the window. Nothing is
     * sent when the session is closed.
     *
     * @param messageId octets of the id, without NUL; no length for none
     */
    public void respond(int responseCommandId, int status, int sequence, byte[] messageId, int offset, int length) {
        if (open) {
            PduEncoder.messageIdResp(output(), responseCommandId, status, sequence, messageId, offset, length);
        }
        answered();
    }

    /** As {@link #respond(int, int, int, byte[], int, int)}, with whatever the encoder holds, TLVs included. */
    public void respond(CommandEncoder response) {
        if (open) {
            response.encode(output());
        }
        answered();
    }

    /** Answers with a header alone. */
    public void respond(int responseCommandId, int status, int sequence) {
        if (open) {
            PduEncoder.headerOnly(output(), responseCommandId, status, sequence);
        }
        answered();
    }

    /** Where to encode a whole PDU, at the writer index; only while {@link #isOpen}. After an answer call {@link #answered}. */
    public ByteBuf output() {
        return output.buffer();
    }

    /** Frees the slot of a request that was answered through {@link #output}. */
    public void answered() {
        unanswered--;
    }

    /**
     * Sends a request of ours; only while {@link #isOpen}.
     *
     * @param pdu whole, with any sequence_number
     * @return the sequence_number under which it went out
     */
    public int send(DirectBuffer pdu, int offset, int length) {
        ByteBuf buf = output();
        int start = buf.writerIndex();
        buf.ensureWritable(length);
        pdu.getBytes(offset, buf.internalNioBuffer(start, length), length);
        buf.writerIndex(start + length);
        int sequence = nextSequence();
        PduHeader.setSequenceNumber(buf, start, sequence);
        return sequence;
    }

    private int nextSequence() {
        lastSequence = lastSequence == PduHeader.MAX_SEQUENCE_NUMBER ? 1 : lastSequence + 1;
        return lastSequence;
    }

    /** What the delivery handler keeps for the session, or null. */
    public Object deliveries() {
        return deliveries;
    }

    public void deliveries(Object value) {
        deliveries = value;
    }

    @Override
    public boolean markFlushPending() {
        return output.markFlushPending();
    }

    @Override
    public ByteBuf takeOutput() {
        return output.take();
    }

    @Override
    public void flush(ByteBuf octets) {
        channel.writeAndFlush(octets, channel.voidPromise());
    }
}
