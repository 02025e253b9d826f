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

    /**
     * True when the sender asked to be told of this state.
     *
     * @param messageState SCHEDULED or ENROUTE for an intermediate notification; any other state is taken for the end of
     *     the message, UNKNOWN for a failure, and ACCEPTED (read on behalf of the subscriber) for a success
     * @param interfaceVersion what the sender speaks: the bits 11 mean success only in v5.0 and nothing before, where a
     *     receipt too many does less harm than one that is missing
     */
    public static boolean wants(int registeredDelivery, int messageState, int interfaceVersion) {
        if (messageState == MessageState.SCHEDULED || messageState == MessageState.ENROUTE) {
            return (registeredDelivery & INTERMEDIATE_NOTIFICATION) != 0;
        }
        boolean success = messageState == MessageState.DELIVERED || messageState == MessageState.ACCEPTED;
        return switch (registeredDelivery & RECEIPT_MASK) {
            case NONE -> false;
            case RECEIPT_ALWAYS -> true;
            case RECEIPT_ON_FAILURE -> !success;
            default -> success || interfaceVersion < InterfaceVersion.V5_0;
        };
    }
}
