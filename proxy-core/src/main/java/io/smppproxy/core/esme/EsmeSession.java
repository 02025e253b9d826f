package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.smppproxy.codec.CommandEncoder;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.account.AccountUse;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.pdulog.PduTap;
import io.smppproxy.core.session.BatchedOutput;
import io.smppproxy.core.session.BindType;
import io.smppproxy.core.session.FramedSession;
import io.smppproxy.core.session.SessionOutput;
import java.net.InetAddress;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * One ESME that has bound to us. Owned by one I/O loop; no method may be called from another thread. What is written leaves at the end
 * of the loop's batch.
 */
public final class EsmeSession implements BatchedOutput, FramedSession {
    private final long id;
    private final AccountConfig account;
    private final AccountUse use;
    private final BindType type;
    private final String systemType;
    private final int interfaceVersion;
    private final EsmeLoop loop;
    private final Channel channel;
    private final InetAddress address;
    private final PduTap tap;
    private final SessionOutput output;
    private final SessionGate gate;
    private final MinuteRate rate;
    private final SessionLife life;
    private int unanswered;
    private int lastSequence;
    /** Since the account's metrics were brought up to date. */
    private int requests;

    private int throttled;
    private int roundIndex;
    private Object deliveries;

    EsmeSession(
            long id,
            AccountConfig account,
            AccountUse use,
            BindType type,
            String systemType,
            int interfaceVersion,
            EsmeLoop loop,
            Channel channel,
            InetAddress address,
            PduTap tap) {
        long nowNs = System.nanoTime();
        this.id = id;
        this.account = account;
        this.use = use;
        this.type = type;
        this.systemType = systemType;
        this.interfaceVersion = interfaceVersion;
        this.loop = loop;
        this.channel = channel;
        this.address = address;
        this.tap = tap;
        this.output = new SessionOutput(channel, loop.ioLoop(), this);
        this.gate = type.canReceive()
                ? new SessionGate(id, account.id(), account.deliveryWindow(), loop.deliveries())
                : null;
        this.rate = new MinuteRate(account.throughputPerMinute(), nowNs);
        this.life = new SessionLife(this, channel, output, nowNs);
    }

    /** Unique in this process, never 0. */
    public long id() {
        return id;
    }

    /** By which people and PDU logs know the connection; any thread. */
    public UUID connectionId() {
        return tap.connectionId();
    }

    /** As it was at the bind; a change of the account ends the session. */
    public AccountConfig account() {
        return account;
    }

    public BindType type() {
        return type;
    }

    /** As the bind said. */
    String systemType() {
        return systemType;
    }

    /** 0x33, 0x34 or 0x50: what the bind asked for, rounded down to a version that exists. */
    public int interfaceVersion() {
        return interfaceVersion;
    }

    public EsmeLoop loop() {
        return loop;
    }

    public InetAddress address() {
        return address;
    }

    /** Null for a session that cannot receive. */
    SessionGate gate() {
        return gate;
    }

    SessionLife life() {
        return life;
    }

    /** True until the connection is gone: answers are still sent while it unbinds. */
    public boolean isOpen() {
        return life.isOpen();
    }

    /** True while deliveries may be sent: the bind is one that receives, and nobody has asked to end it. */
    public boolean canReceive() {
        return gate != null && life.isBound();
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
        if (isOpen()) {
            PduEncoder.messageIdResp(output(), responseCommandId, status, sequence, messageId, offset, length);
        }
        answered();
    }

    /** As {@link #respond(int, int, int, byte[], int, int)}, with whatever the encoder holds, TLVs included. */
    public void respond(CommandEncoder response) {
        if (isOpen()) {
            response.encode(output());
        }
        answered();
    }

    /** Refuses a request in the form that its kind of response has for it, and frees its slot of the window. */
    public void refuse(int commandId, int status, int sequence) {
        if (isOpen()) {
            EsmePdus.refuse(output(), commandId, status, sequence);
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

    void onRequestTaken() {
        unanswered++;
        requests++;
    }

    /** Takes messages from the limits of session and account; all or none. One is taken for every request that submits. */
    public boolean tryAcquire(int messages, long nowNs) {
        if (!use.tryAcquire(messages, nowNs)) {
            return false;
        }
        if (!rate.tryAcquire(messages, nowNs)) {
            use.giveBack(messages);
            return false;
        }
        return true;
    }

    void onThrottled(long nowNs) {
        throttled++;
        life.onThrottled(nowNs);
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

    int nextSequence() {
        lastSequence = lastSequence == PduHeader.MAX_SEQUENCE_NUMBER ? 1 : lastSequence + 1;
        return lastSequence;
    }

    /** Where {@link SessionRound} has it. */
    int roundIndex() {
        return roundIndex;
    }

    void roundIndex(int value) {
        roundIndex = value;
    }

    /** What the delivery handler keeps for the session, or null. */
    public Object deliveries() {
        return deliveries;
    }

    public void deliveries(Object value) {
        deliveries = value;
    }

    @Override
    public void onPdu(ByteBuf buf, int offset, int lengthBytes, long nowNs) {
        tap.received(buf, offset, lengthBytes);
        life.onRead(nowNs);
        loop.pdus().onPdu(this, buf, offset, lengthBytes, nowNs);
    }

    @Override
    public void onNack(ByteBuf nack) {
        tap.sent(nack);
    }

    @Override
    public void onReadComplete() {
        loop.ioLoop().endBatch();
    }

    @Override
    public void onWritabilityChanged(boolean isWritable) {
        life.onWritabilityChanged(isWritable);
    }

    @Override
    public void onChannelInactive() {
        if (isOpen()) {
            publish();
            life.onChannelInactive();
            use.unbound();
            loop.onClosed(this);
        }
    }

    @Override
    public void close(String reason) {
        life.close(reason);
    }

    /** Brings the account's metrics up to date. */
    void publish() {
        if (requests != 0) {
            use.metrics().requests.add(requests);
            requests = 0;
        }
        if (throttled != 0) {
            use.metrics().throttled.add(throttled);
            throttled = 0;
        }
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
        tap.sent(octets);
        channel.writeAndFlush(octets, channel.voidPromise());
    }

    @Override
    public String toString() {
        return account + " " + type.word() + " from " + address.getHostAddress() + " (session " + id + ")";
    }
}
