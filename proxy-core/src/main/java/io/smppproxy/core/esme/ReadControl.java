package io.smppproxy.core.esme;

import io.netty.channel.Channel;

/**
 * Whether a session's connection is read. It is not while the ESME leaves unread what it was sent, and not for the rest of a second in
 * which it went on and on after being throttled: TCP then slows it down. Owned by one I/O loop.
 */
final class ReadControl {
    private static final int OUTPUT_FULL = 1;
    private static final int FLOOD = 2;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Channel channel;
    private final int maxThrottledPerSecond;
    private int reasons;
    private long outputFullSinceNs;
    private long secondFromNs;
    private int throttled;

    ReadControl(Channel channel, int maxThrottledPerSecond) {
        this.channel = channel;
        this.maxThrottledPerSecond = maxThrottledPerSecond;
    }

    boolean isPaused() {
        return reasons != 0;
    }

    void onWritabilityChanged(boolean isWritable, long nowNs) {
        if (isWritable) {
            resume(OUTPUT_FULL);
        } else {
            outputFullSinceNs = nowNs;
            pause(OUTPUT_FULL);
        }
    }

    /** One more request was answered with ESME_RTHROTTLED. */
    void onThrottled(long nowNs) {
        if (nowNs - secondFromNs >= SECOND_NS) {
            secondFromNs = nowNs;
            throttled = 0;
        }
        if (++throttled > maxThrottledPerSecond) {
            pause(FLOOD);
        }
    }

    void tick(long nowNs) {
        if ((reasons & FLOOD) != 0 && nowNs - secondFromNs >= SECOND_NS) {
            resume(FLOOD);
        }
    }

    /** Whether the output has been full for longer than that. */
    boolean isOutputFullFor(long ns, long nowNs) {
        return (reasons & OUTPUT_FULL) != 0 && nowNs - outputFullSinceNs >= ns;
    }

    private void pause(int reason) {
        reasons |= reason;
        channel.config().setAutoRead(false);
    }

    private void resume(int reason) {
        reasons &= ~reason;
        if (reasons == 0) {
            channel.config().setAutoRead(true);
        }
    }
}
