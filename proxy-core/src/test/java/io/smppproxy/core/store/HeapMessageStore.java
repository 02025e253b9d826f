package io.smppproxy.core.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** The plainest implementation of the port: encoded messages in a hash map. Any thread. */
public final class HeapMessageStore implements MessageStore {
    private record Id(long hi, long lo) {}

    private final ConcurrentHashMap<Id, byte[]> messages = new ConcurrentHashMap<>();
    private final long capacity;

    public HeapMessageStore(long capacity) {
        this.capacity = capacity;
    }

    @Override
    public boolean read(long idHi, long idLo, MessageRecord into) {
        byte[] encoded = messages.get(new Id(idHi, idLo));
        if (encoded == null) {
            return false;
        }
        into.decode(new UnsafeBuffer(encoded), 0);
        return true;
    }

    @Override
    public void forEachTo(long destinationDigest, Consumer<MessageRecord> found) {
        for (byte[] encoded : messages.values()) {
            MessageRecord record = new MessageRecord();
            record.decode(new UnsafeBuffer(encoded), 0);
            if (record.destinationDigest == destinationDigest) {
                found.accept(record);
            }
        }
    }

    @Override
    public void write(MessageRecord message) {
        byte[] encoded = new byte[message.encodedLength()];
        message.encode(new UnsafeBuffer(encoded), 0);
        messages.put(new Id(message.idHi, message.idLo), encoded);
    }

    @Override
    public boolean remove(long idHi, long idLo) {
        return messages.remove(new Id(idHi, idLo)) != null;
    }

    @Override
    public long size() {
        return messages.size();
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public void close() {}
}
