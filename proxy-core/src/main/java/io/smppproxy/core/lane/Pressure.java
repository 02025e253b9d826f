package io.smppproxy.core.lane;

/** The result of handing something over: never a silent drop, never an unbounded queue. */
public enum Pressure {
    /** It was taken. */
    NONE,
    /** There is no room now; try again when the consumer has drained. */
    FULL,
    /** It will never fit. */
    TOO_LARGE
}
