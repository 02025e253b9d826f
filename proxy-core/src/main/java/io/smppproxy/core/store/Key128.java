package io.smppproxy.core.store;

import java.util.UUID;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A key of 16 octets: a message id or a contact key. Reusable, not thread-safe. */
final class Key128 {
    static final int BYTES = 16;

    private long hi;
    private long lo;

    Key128 set(long newHi, long newLo) {
        hi = newHi;
        lo = newLo;
        return this;
    }

    @Override
    public String toString() {
        return new UUID(hi, lo).toString();
    }

    /** How a map file keeps it. The class name is in the file; fields are not. */
    static final class Marshaller implements SizedReader<Key128>, SizedWriter<Key128> {
        @Override
        public Key128 read(Bytes<?> in, long size, Key128 using) {
            Key128 key = using == null ? new Key128() : using;
            return key.set(in.readLong(), in.readLong());
        }

        @Override
        public long size(Key128 key) {
            return BYTES;
        }

        @Override
        public void write(Bytes<?> out, long size, Key128 key) {
            out.writeLong(key.hi).writeLong(key.lo);
        }

        @Override
        public void readMarshallable(WireIn wire) {}

        @Override
        public void writeMarshallable(WireOut wire) {}
    }
}
