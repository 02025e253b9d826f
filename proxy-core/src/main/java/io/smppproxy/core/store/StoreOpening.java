package io.smppproxy.core.store;

/** What was found when a store was opened. */
public enum StoreOpening {
    /** There was none; it is new and empty. */
    FRESH,
    /** It was there, and every entry in it is whole. */
    RECOVERED,
    /** It was damaged; it was moved aside, and this one is new and empty. */
    REPLACED;

    /** False when the store must be filled from the journal's oldest position. */
    public boolean isTrustworthy() {
        return this == RECOVERED;
    }
}
