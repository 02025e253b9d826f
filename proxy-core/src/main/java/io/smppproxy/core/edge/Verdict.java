package io.smppproxy.core.edge;

/** The immediate answer to a submission. Only {@link #ACCEPTED} is followed by a {@link Reply}. */
public enum Verdict {
    /** Queued; exactly one reply will come. */
    ACCEPTED(""),
    /** A field is wrong; the reason names it. */
    INVALID("invalid"),
    /** The app is unknown, disabled or may not use that link. */
    FORBIDDEN("forbidden"),
    /** The same transaction_id was used with another body; nothing was sent. */
    KEY_CONFLICT("conflict"),
    /** A rate limit is reached; {@link Submission#retryAfterNs()} says when to try again. A stream may wait. */
    RATE_LIMITED("rate_limited"),
    /** The contact policy says daily_cp. */
    DAILY_CAP("daily_cp"),
    /** The contact policy says weekly_cp. */
    WEEKLY_CAP("weekly_cp"),
    /** The contact policy says duplicate. */
    DUPLICATE("duplicate"),
    /** The number is blacklisted. */
    BLACKLISTED("blacklist"),
    /** No bind of the link, or of any usable pool member, is up. */
    LINK_DOWN("link_down"),
    /** The link's lane is full; try again when it has room. A stream stops reading meanwhile. */
    BUSY("busy"),
    /** A store or the journal is close to its bound and takes nothing new. */
    STORE_FULL("store_full"),
    /** The proxy is stopping. */
    STOPPING("stopping");

    private final String statusWord;

    Verdict(String statusWord) {
        this.statusWord = statusWord;
    }

    /** The word for {@code SmsResponse.status}. */
    public String statusWord() {
        return statusWord;
    }

    /** True when the same submission may pass a little later without any change. */
    public boolean isTemporary() {
        return this == RATE_LIMITED || this == BUSY;
    }
}
