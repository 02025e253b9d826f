package io.smppproxy.core.pdulog;

import io.smppproxy.core.config.PduLogSetting;

/** The log of one link or account, and its switch. Taps read it for every PDU; {@link PduLogRegistry} sets it. */
final class PduLog {
    static final int OFF = 0;
    static final int ON = 1;
    /** Texts are masked. */
    static final int MASKED = 2;

    private final int number;
    private final PduLogSide side;
    private final String owner;
    private volatile int mode;

    /** @param number by which rings know it */
    PduLog(int number, PduLogSide side, String owner, PduLogSetting setting) {
        this.number = number;
        this.side = side;
        this.owner = owner;
        set(setting);
    }

    int mode() {
        return mode;
    }

    void set(PduLogSetting setting) {
        int on = setting.maskText() ? MASKED : ON;
        mode = setting.enabled() ? on : OFF;
    }

    int number() {
        return number;
    }

    PduLogSide side() {
        return side;
    }

    /** smsc_id or account id. */
    String owner() {
        return owner;
    }
}
