package io.smppproxy.codec.spec;

/** Who sends a PDU. */
public enum Direction {
    ESME_TO_MC,
    MC_TO_ESME
}
