package io.smppproxy.codec;

/** esm_class bits (SMPP v3.4 §5.2.12, v5.0 §4.7.12). */
public final class EsmClass {
    public static final int DEFAULT = 0x00;

    /** Bits 1-0, messaging mode of a submitted message. */
    public static final int MODE_MASK = 0x03;

    public static final int MODE_DATAGRAM = 0x01;
    public static final int MODE_TRANSACTION = 0x02;
    public static final int MODE_STORE_AND_FORWARD = 0x03;

    /** Bits 5-2, one field: the type of a message. */
    public static final int TYPE_MASK = 0x3C;

    public static final int TYPE_MC_RECEIPT = 0x04;
    public static final int TYPE_SME_DELIVERY_ACK = 0x08;
    public static final int TYPE_SME_USER_ACK = 0x10;
    public static final int TYPE_INTERMEDIATE_NOTIFICATION = 0x20;

    /** The user data starts with a user data header (3GPP TS 23.040 §9.2.3.24). */
    public static final int UDHI = 0x40;

    public static final int REPLY_PATH = 0x80;

    private EsmClass() {}

    /** True for a delivery receipt, final or intermediate. */
    public static boolean isReceipt(int esmClass) {
        int type = esmClass & TYPE_MASK;
        return type == TYPE_MC_RECEIPT || type == TYPE_INTERMEDIATE_NOTIFICATION;
    }

    /** True for an intermediate notification, which does not end the message's life. */
    public static boolean isIntermediate(int esmClass) {
        return (esmClass & TYPE_MASK) == TYPE_INTERMEDIATE_NOTIFICATION;
    }

    public static boolean hasUdh(int esmClass) {
        return (esmClass & UDHI) != 0;
    }
}
