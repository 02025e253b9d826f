package io.smppproxy.core.link;

/** A part of one I/O loop's work: a link, or the ESMEs bound to the loop. All calls on that loop. */
public interface LoopMember {
    /** Takes what other threads have left for it; called after {@link IoLoop#wakeUp}. */
    void pump(long nowNs);

    /** Runs its timers; called every few milliseconds. */
    void tick(long nowNs);
}
