package io.smppproxy.codec.spec;

/** What the value of a TLV is (SMPP v3.4 §5.3.2). */
public enum TlvType {
    /** A big-endian unsigned number. */
    INTEGER,

    /** Text and its NUL. */
    C_OCTET_STRING,

    /** Any octets. */
    OCTET_STRING
}
