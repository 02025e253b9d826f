package io.smppproxy.core.store;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import net.openhft.chronicle.hash.serialization.StatefulCopyable;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes values straight into the mapped file and decodes them from there: no copy, no object. Chronicle Map makes a copy of it for
 * each thread.
 *
 * @param <T> the value
 * @param <M> the marshaller itself
 */
abstract class NativeMarshaller<T, M extends NativeMarshaller<T, M>>
        implements SizedReader<T>, SizedWriter<T>, StatefulCopyable<M> {
    private UnsafeBuffer view = new UnsafeBuffer(0, 0);

    abstract T newValue();

    abstract int lengthOf(T value);

    abstract void encode(T value, MutableDirectBuffer out);

    abstract void decode(T value, DirectBuffer in);

    @Override
    public T read(Bytes<?> in, long size, T using) {
        T value = using == null ? newValue() : using;
        view.wrap(in.addressForRead(in.readPosition()), (int) size);
        decode(value, view);
        in.readSkip(size);
        return value;
    }

    @Override
    public long size(T value) {
        return lengthOf(value);
    }

    @Override
    public void write(Bytes<?> out, long size, T value) {
        out.ensureCapacity(out.writePosition() + size);
        view.wrap(out.addressForWrite(out.writePosition()), (int) size);
        encode(value, view);
        out.writeSkip(size);
    }

    /** A map file names its marshallers, which are then made without a constructor. */
    @Override
    public void readMarshallable(WireIn wire) {
        view = new UnsafeBuffer(0, 0);
    }

    @Override
    public void writeMarshallable(WireOut wire) {}
}
