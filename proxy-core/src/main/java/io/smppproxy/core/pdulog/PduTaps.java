package io.smppproxy.core.pdulog;

import io.smppproxy.core.config.PduLogRules;

/** Makes the taps of one I/O loop's connections. Owned by that loop. */
public final class PduTaps {
    private final PduLogRegistry logs;
    private final PduLogRing ring;

    PduTaps(PduLogRegistry logs, PduLogRing ring) {
        this.logs = logs;
        this.ring = ring;
    }

    /** Taps that nothing comes out of. */
    public static PduTaps none() {
        return new PduTaps(new PduLogRegistry(PduLogRules.NONE), null);
    }

    /** @throws IllegalArgumentException if the smsc_id could be no file's name */
    public PduTap ofLink(long linkId, String smscId) {
        return new PduTap(logs.ofLink(linkId, smscId), ring);
    }

    public PduTap ofAccount(long accountId) {
        return new PduTap(logs.ofAccount(accountId), ring);
    }
}
