package io.smppproxy.core.session;

import io.netty.buffer.ByteBuf;

/** What a session tells its link. All calls on the session's I/O loop. */
public interface SessionListener {
    void onBound(SmppSession session, String systemId);

    void onBindRefused(SmppSession session, int commandStatus);

    /**
     * A submit_sm in the window is answered; the slot is already free.
     *
     * @param id the SMSC's id, {@code idLength} octets, valid during the call
     */
    void onAnswer(
            SmppSession session,
            OutgoingMessage message,
            int part,
            int commandStatus,
            byte[] id,
            int idLength,
            long latencyNs);

    /** The answer of a part that was given up came after all. */
    void onLateAnswer(long idHi, long idLo, int part, int commandStatus, byte[] id, int idLength);

    /** A part's answer will not come: its timer expired or the answer was of the wrong kind; the slot is already free. */
    void onAnswerLost(SmppSession session, OutgoingMessage message, int part);

    /**
     * A deliver_sm or data_sm.
     *
     * @return the command_status to answer with
     */
    int onDeliver(ByteBuf buf, int offset, int lengthBytes, int commandId);

    /** After a read: answers have freed slots, and what was appended must be committed and flushed. */
    void onReadComplete();

    /** The session takes no new submit_sm any more; what is in its window may still be answered. */
    void onUnbinding(SmppSession session);

    /** The connection is gone; what is left in the window can no longer be answered. */
    void onClosed(SmppSession session, String reason);
}
