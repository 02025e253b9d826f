package io.smppproxy.codec;

/** registered_delivery bits (SMPP v3.4 §5.2.17, v5.0 §4.7.21). */
public final class RegisteredDelivery {
    public static final int NONE = 0x00;
    public static final int RECEIPT_MASK = 0x03;
    public static final int RECEIPT_ALWAYS = 0x01;
    public static final int RECEIPT_ON_FAILURE = 0x02;

    /** v5.0 only; reserved before. */
    public static final int RECEIPT_ON_SUCCESS = 0x03;

    public static final int SME_ACK_MASK = 0x0C;

    /** Bit 4: the v3.4 text says bit 5 but prints the mask of bit 4, which v5.0 and all code use. */
    public static final int INTERMEDIATE_NOTIFICATION = 0x10;

    private RegisteredDelivery() {}

    public static boolean wantsReceipt(int registeredDelivery) {
        return (registeredDelivery & RECEIPT_MASK) != 0;
    }
}
