package io.smppproxy.core.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The plainest implementation of the port: a hash map. One thread. */
public final class HeapReceiptIndex implements ReceiptIndex {
    private record Id(long linkId, ByteBuffer smscId) {}

    private final Map<Id, ReceiptEntry> entries = new HashMap<>();
    private final long capacity;

    public HeapReceiptIndex(long capacity) {
        this.capacity = capacity;
    }

    private static Id id(long linkId, byte[] smscId, int length) {
        return new Id(linkId, ByteBuffer.wrap(Arrays.copyOf(smscId, length)));
    }

    private static void copy(ReceiptEntry from, ReceiptEntry to) {
        to.parked = from.parked;
        to.messageIdHi = from.messageIdHi;
        to.messageIdLo = from.messageIdLo;
        to.part = from.part;
        to.messageState = from.messageState;
        to.errorCode = from.errorCode;
        to.atMs = from.atMs;
    }

    @Override
    public boolean read(long linkId, byte[] smscId, int length, ReceiptEntry into) {
        ReceiptEntry entry = entries.get(id(linkId, smscId, length));
        if (entry == null) {
            return false;
        }
        copy(entry, into);
        return true;
    }

    @Override
    public void write(long linkId, byte[] smscId, int length, ReceiptEntry entry) {
        ReceiptEntry kept = new ReceiptEntry();
        copy(entry, kept);
        entries.put(id(linkId, smscId, length), kept);
    }

    @Override
    public boolean remove(long linkId, byte[] smscId, int length) {
        return entries.remove(id(linkId, smscId, length)) != null;
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public void close() {}
}
