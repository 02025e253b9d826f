package io.smppproxy.core.config;

/** What happens to a part that was written but whose answer can no longer arrive (docs/guarantees.md). */
public enum AmbiguityPolicy {
    /** Never send it again; wait for proof (a late answer or a receipt), then report it as unknown. */
    HOLD,
    /** Send it once more, marked as a possible duplicate. */
    RESEND,
    /** Report it as unknown at once and stop waiting for proof. */
    FAIL
}
