package io.smppproxy.core.session;

import io.netty.buffer.ByteBuf;

/** What a {@link SessionHandler} drives: one connection's PDUs and events. All calls on the connection's I/O loop. */
public interface FramedSession {
    /** A whole PDU, {@code lengthBytes} octets of {@code buf} from {@code offset}, valid during this call only. */
    void onPdu(ByteBuf buf, int offset, int lengthBytes, long nowNs);

    /** The handler is about to write this PDU, which says why the connection ends. */
    void onNack(ByteBuf nack);

    /** All that was there to read has been handed over. */
    void onReadComplete();

    /** The connection's output has become too much, or little enough again. */
    void onWritabilityChanged(boolean isWritable);

    /** The connection is gone. */
    void onChannelInactive();

    /** Ends the connection; the reason that came first is the one that counts. */
    void close(String reason);
}
