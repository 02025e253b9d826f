package io.smppproxy.core.admission;

/**
 * What the contact policy counted for one message; the journal carries it so that replay counts the same. Mutable and reusable, owned
 * by the edge thread that passes it to {@link ContactPolicy#check}.
 */
public final class ContactCount {
    /** 0/0 when nothing was counted. */
    public long keyHi;

    public long keyLo;
    /** Tells this message's count from others under the key. */
    public long messageHash;
    /** Equal for equal texts. */
    public long textDigest;
    /** Days since 1970-01-01 in the policy's zone. */
    public int day;
    /** Unix seconds. */
    public long nowSeconds;

    public ContactCount clear() {
        keyHi = 0;
        keyLo = 0;
        messageHash = 0;
        textDigest = 0;
        day = 0;
        nowSeconds = 0;
        return this;
    }

    /** True if the message was counted and its count may have to be given back. */
    public boolean isCounted() {
        return (keyHi | keyLo) != 0;
    }
}
