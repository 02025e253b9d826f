package io.smppproxy.codec.spec;

/** How a mandatory field stands on the wire (SMPP v3.4 §3.1). */
public enum FieldType {
    /** An unsigned number of one octet. */
    INTEGER,

    /** Octets up to a NUL. */
    C_OCTET_STRING,

    /** As many octets as the INTEGER field before it says. */
    OCTET_STRING,

    /** As many groups as the INTEGER field before it says. */
    GROUPS
}
