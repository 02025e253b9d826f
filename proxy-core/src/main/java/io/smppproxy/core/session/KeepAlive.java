package io.smppproxy.core.session;

/** When to ask with enquire_link whether the peer is there, and when to stop asking. Owned by one I/O loop. */
public final class KeepAlive {
    /** What is due now. */
    public enum Due {
        NOTHING,
        ENQUIRE_LINK,
        /** Two enquire_link in a row went unanswered. */
        DEAD
    }

    private static final int MAX_MISSED = 2;
    private static final long NS_PER_MS = 1_000_000L;

    private final long idleNs;
    private final long answerNs;
    private long lastReadNs;
    private long askedAtNs;
    private boolean asked;
    private int missed;

    /**
     * @param idleMs silence after which it asks
     * @param answerMs how long an answer may take
     */
    public KeepAlive(long idleMs, long answerMs) {
        this.idleNs = idleMs * NS_PER_MS;
        this.answerNs = answerMs * NS_PER_MS;
    }

    /** Any PDU shows that the peer lives. */
    public void onRead(long nowNs) {
        lastReadNs = nowNs;
        asked = false;
        missed = 0;
    }

    public Due tick(long nowNs) {
        if (asked) {
            if (nowNs - askedAtNs < answerNs) {
                return Due.NOTHING;
            }
            if (++missed >= MAX_MISSED) {
                return Due.DEAD;
            }
        } else if (nowNs - lastReadNs < idleNs) {
            return Due.NOTHING;
        }
        asked = true;
        askedAtNs = nowNs;
        return Due.ENQUIRE_LINK;
    }
}
