package io.smppproxy.core.deliver;

/** Who can receive. Any thread. */
public interface Receivers {
    /** No ESME is served. */
    Receivers NONE = new Receivers() {
        private final Receiver[] nobody = {};

        @Override
        public Receiver[] receivers(long accountId) {
            return nobody;
        }

        @Override
        public void onChange(Runnable listener) {
            // Nothing changes.
        }
    };

    /** The account's sessions that can receive, in the order in which they bound; must not be changed. */
    Receiver[] receivers(long accountId);

    /** @param listener told after every change, on any thread; returns at once */
    void onChange(Runnable listener);
}
