package io.smppproxy.core.pdulog;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.print.PduLogEntry.Direction;
import java.util.UUID;

/**
 * Where one connection tells its link's or account's log what it reads and writes. While the log is off that costs a volatile read
 * and a branch. Owned by the connection's I/O loop.
 */
public final class PduTap {
    private final PduLog log;
    private final PduLogRing ring;
    private final UUID connectionId = UUID.randomUUID();
    private final long connectionHi = connectionId.getMostSignificantBits();
    private final long connectionLo = connectionId.getLeastSignificantBits();

    PduTap(PduLog log, PduLogRing ring) {
        this.log = log;
        this.ring = ring;
    }

    /** By which the connection is known in logs and to people; any thread. */
    public UUID connectionId() {
        return connectionId;
    }

    /** One PDU as it came. */
    public void received(ByteBuf buf, int offset, int lengthBytes) {
        int mode = log.mode();
        if (mode != PduLog.OFF) {
            offer(mode, Direction.RECEIVED, buf, offset, lengthBytes);
        }
    }

    /** All that a buffer holds, whole PDUs of our own making, as it goes to the socket. */
    public void sent(ByteBuf pdus) {
        int mode = log.mode();
        if (mode != PduLog.OFF) {
            int at = pdus.readerIndex();
            while (at < pdus.writerIndex()) {
                int lengthBytes = PduHeader.commandLength(pdus, at);
                offer(mode, Direction.SENT, pdus, at, lengthBytes);
                at += lengthBytes;
            }
        }
    }

    private void offer(int mode, Direction direction, ByteBuf buf, int offset, int lengthBytes) {
        ring.offer(
                log.number(), connectionHi, connectionLo, direction, mode == PduLog.MASKED, buf, offset, lengthBytes);
    }
}
