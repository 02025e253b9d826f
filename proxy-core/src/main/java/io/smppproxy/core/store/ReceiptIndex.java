package io.smppproxy.core.store;

/**
 * Which part an SMSC's id means, by link and normalised id; and receipts that came before the answer which tells the id. The
 * tracker is the only user.
 */
public interface ReceiptIndex extends AutoCloseable {
    /** @return false, leaving the entry as it was, when there is none */
    boolean read(long linkId, byte[] smscId, int length, ReceiptEntry into);

    void write(long linkId, byte[] smscId, int length, ReceiptEntry entry);

    boolean remove(long linkId, byte[] smscId, int length);

    long size();

    long capacity();

    @Override
    void close();
}
