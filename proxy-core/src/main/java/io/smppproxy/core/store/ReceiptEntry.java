package io.smppproxy.core.store;

/** One entry of the receipt index: either a part that waits for receipts, or a receipt that waits for its part. Reusable. */
public final class ReceiptEntry {
    /** True: a parked receipt; false: a part. */
    public boolean parked;
    /** Of the part; with a parked receipt the stream of its RECEIPT record, or 0 when that is not known. */
    public long messageIdHi;

    /** Of the part; with a parked receipt the position of its RECEIPT record. */
    public long messageIdLo;

    /** From 0. */
    public int part;
    /** Of the parked receipt: the message_state code (SMPP v3.4 §5.2.28). */
    public int messageState;

    public int errorCode;
    /** Wall clock: when the entry was made. */
    public long atMs;

    public ReceiptEntry part(long idHi, long idLo, int part, long atMs) {
        this.parked = false;
        this.messageIdHi = idHi;
        this.messageIdLo = idLo;
        this.part = part;
        this.messageState = 0;
        this.errorCode = 0;
        this.atMs = atMs;
        return this;
    }

    /**
     * @param stream where the RECEIPT record is
     * @param position where it starts
     */
    public ReceiptEntry parked(int messageState, int errorCode, long atMs, long stream, long position) {
        this.parked = true;
        this.messageIdHi = stream;
        this.messageIdLo = position;
        this.part = 0;
        this.messageState = messageState;
        this.errorCode = errorCode;
        this.atMs = atMs;
        return this;
    }
}
