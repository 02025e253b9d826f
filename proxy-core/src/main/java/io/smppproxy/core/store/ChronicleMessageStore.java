package io.smppproxy.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.MapSegmentContext;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Messages in a Chronicle Map file. */
public final class ChronicleMessageStore implements MessageStore {
    /** One part with an id of 36 octets and a transaction id of as many. */
    private static final int AVERAGE_VALUE_BYTES = 196;
    /** 255 parts with ids of 65 octets need 340 of them. */
    private static final int CHUNK_BYTES = 64;

    private static final int MAX_CHUNKS = 512;

    private final ThreadLocal<Key128> keys = ThreadLocal.withInitial(Key128::new);
    private final ChronicleMap<Key128, MessageRecord> map;
    private final ChronicleFile<Key128, MessageRecord> file;
    private final long capacity;

    private ChronicleMessageStore(ChronicleFile<Key128, MessageRecord> file, long capacity) {
        this.map = file.map();
        this.file = file;
        this.capacity = capacity;
    }

    /**
     * @param capacity messages that can be kept
     * @throws StoreException if the file cannot be made
     */
    public static ChronicleMessageStore open(Path directory, long capacity) {
        ChronicleMapBuilder<Key128, MessageRecord> builder = ChronicleMapBuilder.of(Key128.class, MessageRecord.class)
                .keyMarshaller(new Key128.Marshaller())
                .constantKeySizeBySample(new Key128())
                .valueMarshaller(new Marshaller())
                .averageValueSize(AVERAGE_VALUE_BYTES)
                .actualChunkSize(CHUNK_BYTES)
                .maxChunksPerEntry(MAX_CHUNKS);
        return new ChronicleMessageStore(ChronicleFile.open(directory, "messages", capacity, builder), capacity);
    }

    public StoreOpening opening() {
        return file.opening();
    }

    MapState state() throws IOException {
        return file.state();
    }

    @Override
    public boolean read(long idHi, long idLo, MessageRecord into) {
        return map.getUsing(keys.get().set(idHi, idLo), into) != null;
    }

    /** {@inheritDoc} Locks one of the map's segments at a time, for as long as it takes to compare a number for each entry. */
    @Override
    public void forEachTo(long destinationDigest, Consumer<MessageRecord> found) {
        MessageRecord record = new MessageRecord();
        for (int i = 0; i < map.segments(); i++) {
            try (MapSegmentContext<Key128, MessageRecord, ?> segment = map.segmentContext(i)) {
                segment.forEachSegmentEntry(entry -> {
                    Data<MessageRecord> value = entry.value();
                    long digest = value.bytes().readLong(value.offset() + MessageRecord.DESTINATION_OFFSET);
                    if (digest == destinationDigest) {
                        found.accept(value.getUsing(record));
                    }
                });
            }
        }
    }

    /** @throws StoreException when the map is full far beyond its capacity */
    @Override
    public void write(MessageRecord message) {
        try {
            map.put(keys.get().set(message.idHi, message.idLo), message);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new StoreException(
                    "message store: no room for a message of " + message.encodedLength() + " octets beside " + size()
                            + " others (capacity: " + capacity + ")",
                    e);
        }
    }

    @Override
    public boolean remove(long idHi, long idLo) {
        try (ExternalMapQueryContext<Key128, MessageRecord, ?> query =
                map.queryContext(keys.get().set(idHi, idLo))) {
            query.updateLock().lock();
            MapEntry<Key128, MessageRecord> entry = query.entry();
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

    /** How the map file keeps a message. */
    static final class Marshaller extends NativeMarshaller<MessageRecord, Marshaller> {
        @Override
        MessageRecord newValue() {
            return new MessageRecord();
        }

        @Override
        int lengthOf(MessageRecord value) {
            return value.encodedLength();
        }

        @Override
        void encode(MessageRecord value, MutableDirectBuffer out) {
            value.encode(out, 0);
        }

        @Override
        void decode(MessageRecord value, DirectBuffer in) {
            value.decode(in, 0);
        }

        @Override
        public Marshaller copy() {
            return new Marshaller();
        }
    }
}
