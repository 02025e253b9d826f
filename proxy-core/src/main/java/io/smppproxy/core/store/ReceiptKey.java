package io.smppproxy.core.store;

import java.nio.charset.StandardCharsets;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A link's id and the octets of a normalised SMSC id. Reusable; keeps the caller's array, so it is set for one call only. */
final class ReceiptKey {
    private long linkId;
    private byte[] smscId = {};
    private int length;

    ReceiptKey set(long newLinkId, byte[] newSmscId, int newLength) {
        linkId = newLinkId;
        smscId = newSmscId;
        length = newLength;
        return this;
    }

    @Override
    public String toString() {
        return "link " + linkId + ", id \"" + new String(smscId, 0, length, StandardCharsets.ISO_8859_1) + '"';
    }

    /** How a map file keeps it. */
    static final class Marshaller implements SizedReader<ReceiptKey>, SizedWriter<ReceiptKey> {
        @Override
        public ReceiptKey read(Bytes<?> in, long size, ReceiptKey using) {
            ReceiptKey key = using == null ? new ReceiptKey() : using;
            long link = in.readLong();
            byte[] id = new byte[(int) size - Long.BYTES];
            in.read(id);
            return key.set(link, id, id.length);
        }

        @Override
        public long size(ReceiptKey key) {
            return (long) Long.BYTES + key.length;
        }

        @Override
        public void write(Bytes<?> out, long size, ReceiptKey key) {
            out.writeLong(key.linkId).write(key.smscId, 0, key.length);
        }

        @Override
        public void readMarshallable(WireIn wire) {}

        @Override
        public void writeMarshallable(WireOut wire) {}
    }
}
