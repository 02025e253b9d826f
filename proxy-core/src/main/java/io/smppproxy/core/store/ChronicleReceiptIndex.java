package io.smppproxy.core.store;

import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The receipt index in a Chronicle Map file. Owned by the tracker; only {@link #size} may be called by others. */
public final class ChronicleReceiptIndex implements ReceiptIndex {
    /** Link id, and an SMSC id: 10 digits to 36 octets are usual. */
    private static final int AVERAGE_KEY_BYTES = 8 + 20;

    private final ReceiptKey key = new ReceiptKey();
    private final ChronicleMap<ReceiptKey, ReceiptEntry> map;
    private final ChronicleFile<ReceiptKey, ReceiptEntry> file;
    private final long capacity;

    private ChronicleReceiptIndex(ChronicleFile<ReceiptKey, ReceiptEntry> file, long capacity) {
        this.map = file.map();
        this.file = file;
        this.capacity = capacity;
    }

    /**
     * @param capacity parts and parked receipts that can be kept
     * @throws StoreException if the file cannot be made
     */
    public static ChronicleReceiptIndex open(Path directory, long capacity) {
        ChronicleMapBuilder<ReceiptKey, ReceiptEntry> builder = ChronicleMapBuilder.of(
                        ReceiptKey.class, ReceiptEntry.class)
                .keyMarshaller(new ReceiptKey.Marshaller())
                .averageKeySize(AVERAGE_KEY_BYTES)
                .valueMarshaller(new Marshaller())
                .constantValueSizeBySample(new ReceiptEntry());
        return new ChronicleReceiptIndex(ChronicleFile.open(directory, "receipts", capacity, builder), capacity);
    }

    public StoreOpening opening() {
        return file.opening();
    }

    MapState state() throws IOException {
        return file.state();
    }

    @Override
    public boolean read(long linkId, byte[] smscId, int length, ReceiptEntry into) {
        return map.getUsing(key.set(linkId, smscId, length), into) != null;
    }

    /** @throws StoreException when the map is full far beyond its capacity */
    @Override
    public void write(long linkId, byte[] smscId, int length, ReceiptEntry entry) {
        try {
            map.put(key.set(linkId, smscId, length), entry);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new StoreException(
                    "receipt index: no room for an SMSC id of " + length + " octets beside " + size()
                            + " others (capacity: " + capacity + ")",
                    e);
        }
    }

    @Override
    public boolean remove(long linkId, byte[] smscId, int length) {
        try (ExternalMapQueryContext<ReceiptKey, ReceiptEntry, ?> query =
                map.queryContext(key.set(linkId, smscId, length))) {
            query.updateLock().lock();
            MapEntry<ReceiptKey, ReceiptEntry> entry = query.entry();
            if (entry == null) {
                return false;
            }
            entry.doRemove();
            return true;
        }
    }

    @Override
    public long size() {
        return map.longSize();
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public void close() {
        map.close();
    }

    /**
     * How the map file keeps an entry.
     *
     * <pre>
     * 0 messageIdHi:8 | 8 messageIdLo:8 | 16 atMs:8 | 24 errorCode:4 | 28 part:2 | 30 messageState:1 | 31 parked:1
     * </pre>
     */
    static final class Marshaller extends NativeMarshaller<ReceiptEntry, Marshaller> {
        private static final int BYTES = 32;

        @Override
        ReceiptEntry newValue() {
            return new ReceiptEntry();
        }

        @Override
        int lengthOf(ReceiptEntry value) {
            return BYTES;
        }

        @Override
        void encode(ReceiptEntry value, MutableDirectBuffer out) {
            out.putLong(0, value.messageIdHi);
            out.putLong(8, value.messageIdLo);
            out.putLong(16, value.atMs);
            out.putInt(24, value.errorCode);
            out.putShort(28, (short) value.part);
            out.putByte(30, (byte) value.messageState);
            out.putByte(31, (byte) (value.parked ? 1 : 0));
        }

        @Override
        void decode(ReceiptEntry value, DirectBuffer in) {
            value.messageIdHi = in.getLong(0);
            value.messageIdLo = in.getLong(8);
            value.atMs = in.getLong(16);
            value.errorCode = in.getInt(24);
            value.part = in.getShort(28);
            value.messageState = in.getByte(30);
            value.parked = in.getByte(31) != 0;
        }

        @Override
        public Marshaller copy() {
            return new Marshaller();
        }
    }
}
