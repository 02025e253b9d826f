package io.smppproxy.codec.reassembly;

/** Hears what became of the messages that a {@link Reassembler} held. Called by the thread that calls the reassembler. */
public interface ReassemblyHandler {
    /** Why a message is given up before it is whole. */
    enum Cause {
        /** Its last part did not come in time. */
        EXPIRED,
        /** It had waited longest when the limits were reached. */
        EVICTED,
        /** A part came that says something else than the one of the same number: another message with the reference. */
        REPLACED,
        /** The reassembler was asked to let go of everything. */
        FLUSHED
    }

    /** All parts are there. */
    void complete(JoinedMessage message);

    /** Some parts are missing; what is there is in the message, and nowhere else any more. */
    void incomplete(JoinedMessage message, Cause cause);
}
