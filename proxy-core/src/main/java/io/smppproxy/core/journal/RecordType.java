package io.smppproxy.core.journal;

/** What a record says. The payload layouts are in the flyweights of {@code core.track} and {@code core.deliver}. */
public final class RecordType {
    /** A message is taken over: everything that is known of it. */
    public static final int ACCEPT = 1;
    /** A part is about to be written to the socket. */
    public static final int INTENT = 2;
    /** A part is answered, or its fate is unknown. */
    public static final int RESULT = 3;
    /** A receipt came from an SMSC. */
    public static final int RECEIPT = 4;
    /** The proxy itself ends or changes a message: expiry, or an operator's act. */
    public static final int OUTCOME = 5;
    /** An SMSC delivered a message that is no receipt. */
    public static final int MO = 6;
    /** Something is to be delivered to an ESME; in the tracker's own stream. */
    public static final int DELIVERY = 7;
    /** A delivery has ended; in the tracker's own stream. */
    public static final int DONE = 8;
    /** Up to where other streams have their deliveries; in the tracker's own stream. */
    public static final int SETTLED = 9;

    private RecordType() {}
}
