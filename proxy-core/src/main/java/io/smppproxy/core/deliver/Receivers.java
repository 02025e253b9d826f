package io.smppproxy.core.deliver;

/** Who can receive. Any thread. */
public interface Receivers {
    /** The account's sessions that can receive, in the order in which they bound; must not be changed. */
    Receiver[] receivers(long accountId);

    /** @param listener told after every change, on any thread; returns at once */
    void onChange(Runnable listener);
}
