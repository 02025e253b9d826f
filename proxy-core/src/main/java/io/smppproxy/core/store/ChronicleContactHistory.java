package io.smppproxy.core.store;

import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.MapSegmentContext;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The contact history in a Chronicle Map file; the map's lock on a key makes each operation atomic. Any thread. */
public final class ChronicleContactHistory implements ContactHistory {
    private static final int AVERAGE_VALUE_BYTES = 3 * ContactEntries.ENTRY_BYTES;
    private static final int CHUNK_BYTES = 24;
    private static final int MAX_CHUNKS = 1024;

    private final ThreadLocal<Scratch> scratches = ThreadLocal.withInitial(Scratch::new);
    private final ChronicleMap<Key128, ContactEntries> map;
    private final ChronicleFile<Key128, ContactEntries> file;
    private final long capacity;

    private ChronicleContactHistory(ChronicleFile<Key128, ContactEntries> file, long capacity) {
        this.map = file.map();
        this.file = file;
        this.capacity = capacity;
    }

    /**
     * @param capacity contact keys that can be kept
     * @throws StoreException if the file cannot be made
     */
    public static ChronicleContactHistory open(Path directory, long capacity) {
        ChronicleMapBuilder<Key128, ContactEntries> builder = ChronicleMapBuilder.of(Key128.class, ContactEntries.class)
                .keyMarshaller(new Key128.Marshaller())
                .constantKeySizeBySample(new Key128())
                .valueMarshaller(new Marshaller())
                .averageValueSize(AVERAGE_VALUE_BYTES)
                .actualChunkSize(CHUNK_BYTES)
                .maxChunksPerEntry(MAX_CHUNKS);
        return new ChronicleContactHistory(ChronicleFile.open(directory, "contacts", capacity, builder), capacity);
    }

    public StoreOpening opening() {
        return file.opening();
    }

    MapState state() throws IOException {
        return file.state();
    }

    /** @throws StoreException when the map is full far beyond its capacity */
    @Override
    public Check checkAndAdd(
            long keyHi,
            long keyLo,
            int dailyCap,
            int weeklyCap,
            long duplicateWindowSeconds,
            int day,
            long nowSeconds,
            long messageHash,
            long textDigest) {
        ContactHistory.requireLimits(dailyCap, weeklyCap, duplicateWindowSeconds);
        Scratch scratch = scratches.get();
        ContactEntries entries = scratch.entries;
        try (ExternalMapQueryContext<Key128, ContactEntries, ?> query =
                map.queryContext(scratch.key.set(keyHi, keyLo))) {
            MapEntry<Key128, ContactEntries> entry = lockAndRead(query, entries);
            if (entries.contains(messageHash)) {
                return Check.PASS;
            }
            Check check = entries.check(dailyCap, weeklyCap, duplicateWindowSeconds, day, nowSeconds, textDigest);
            if (check == Check.PASS && entries.add(day, nowSeconds, messageHash, textDigest)) {
                write(query, entry, entries);
            }
            return check;
        }
    }

    /** @throws StoreException when the map is full far beyond its capacity */
    @Override
    public void add(long keyHi, long keyLo, int day, long nowSeconds, long messageHash, long textDigest) {
        Scratch scratch = scratches.get();
        try (ExternalMapQueryContext<Key128, ContactEntries, ?> query =
                map.queryContext(scratch.key.set(keyHi, keyLo))) {
            MapEntry<Key128, ContactEntries> entry = lockAndRead(query, scratch.entries);
            if (scratch.entries.add(day, nowSeconds, messageHash, textDigest)) {
                write(query, entry, scratch.entries);
            }
        }
    }

    @Override
    public void remove(long keyHi, long keyLo, long messageHash) {
        Scratch scratch = scratches.get();
        try (ExternalMapQueryContext<Key128, ContactEntries, ?> query =
                map.queryContext(scratch.key.set(keyHi, keyLo))) {
            MapEntry<Key128, ContactEntries> entry = lockAndRead(query, scratch.entries);
            if (!scratch.entries.remove(messageHash)) {
                return;
            }
            if (scratch.entries.isEmpty()) {
                entry.doRemove();
            } else {
                write(query, entry, scratch.entries);
            }
        }
    }

    private static MapEntry<Key128, ContactEntries> lockAndRead(
            ExternalMapQueryContext<Key128, ContactEntries, ?> query, ContactEntries into) {
        query.updateLock().lock();
        MapEntry<Key128, ContactEntries> entry = query.entry();
        if (entry == null) {
            into.clear();
        } else {
            entry.value().getUsing(into);
        }
        return entry;
    }

    private void write(
            ExternalMapQueryContext<Key128, ContactEntries, ?> query,
            MapEntry<Key128, ContactEntries> entry,
            ContactEntries entries) {
        Data<ContactEntries> data = query.wrapValueAsData(entries);
        try {
            if (entry == null) {
                query.absentEntry().doInsert(data);
            } else {
                entry.doReplaceValue(data);
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new StoreException(
                    "contact history: no room for a number with " + entries.count() + " messages beside " + size()
                            + " others (capacity: " + capacity + ")",
                    e);
        }
    }

    /** {@inheritDoc} Locks one of the map's segments at a time. */
    @Override
    public void forgetBefore(int day) {
        ContactEntries entries = scratches.get().entries;
        for (int i = 0; i < map.segments(); i++) {
            try (MapSegmentContext<Key128, ContactEntries, ?> segment = map.segmentContext(i)) {
                segment.forEachSegmentEntry(entry -> {
                    entry.value().getUsing(entries);
                    if (entries.newestDay() < day) {
                        entry.doRemove();
                    }
                });
            }
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

    private static final class Scratch {
        final Key128 key = new Key128();
        final ContactEntries entries = new ContactEntries();
    }

    /** How the map file keeps a number's messages. */
    static final class Marshaller extends NativeMarshaller<ContactEntries, Marshaller> {
        @Override
        ContactEntries newValue() {
            return new ContactEntries();
        }

        @Override
        int lengthOf(ContactEntries value) {
            return value.encodedLength();
        }

        @Override
        void encode(ContactEntries value, MutableDirectBuffer out) {
            value.encode(out);
        }

        @Override
        void decode(ContactEntries value, DirectBuffer in) {
            value.decode(in);
        }

        @Override
        public Marshaller copy() {
            return new Marshaller();
        }
    }
}
