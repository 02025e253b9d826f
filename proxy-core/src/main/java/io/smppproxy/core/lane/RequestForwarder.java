package io.smppproxy.core.lane;

/** The way of a request that is no message, query_sm for one, to the SMSC of a link, and of its answer back. Any thread. */
@FunctionalInterface
public interface RequestForwarder {
    /** Told exactly once, on the link's I/O loop or on the caller's thread; must return at once. */
    interface Answer {
        /** @param pdu the whole response or generic_nack; the receiver's own */
        void onAnswer(byte[] pdu);

        /** The request was not sent, or its answer will not come. */
        void onNoAnswer();
    }

    /** @param pdu the whole request with any sequence_number; not changed and not kept */
    void forward(byte[] pdu, Answer answer);
}
