package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/** submit_sm and deliver_sm (SMPP v3.4 §4.4.1, §4.6.1), which share one body. */
public final class SmFlyweight extends MessageFlyweight {
    static final int MAX_TIME = 16;

    /** From esm_class to sm_length when both times are empty. */
    private static final int FIXED_BYTES_WITHOUT_TIMES = 10;

    /** Where both times end when they are empty, in fixedOctets. */
    private static final long NULS_OF_TIMES = 0x0000_00FF_FF00_0000L;

    private int scheduleOffset;
    private int validityOffset;
    private int registeredDeliveryOffset;
    private int shortMessageLength;

    /**
     * Indexes the submit_sm or deliver_sm at {@code offset}.
     *
     * <p>Addresses of a deliver_sm may have the 64 octets that data_sm allows: a refused one would be an incoming message
     * lost, and the message centre will not change its mind.
     *
     * @throws NackablePduException when the body is too short, a field too long, sm_length wrong or a TLV malformed
     */
    public SmFlyweight wrap(ByteBuf buf, int offset, int lengthBytes) {
        wrapHeader(buf, offset, lengthBytes);
        int esmClass = indexAddresses();
        if (end - esmClass < FIXED_BYTES_WITHOUT_TIMES || !indexWithoutTimes(esmClass)) {
            indexTimes(esmClass);
        }
        shortMessageLength = buf.getUnsignedByte(registeredDeliveryOffset + 4);
        int shortMessageOffset = registeredDeliveryOffset + 5;
        if (shortMessageLength > end - shortMessageOffset) {
            throw nack(
                    CommandStatus.ESME_RINVMSGLEN,
                    "sm_length: " + shortMessageLength + " (expected: at most the " + (end - shortMessageOffset)
                            + " octets that follow)");
        }
        indexTlvsAndPayload(shortMessageOffset + shortMessageLength);
        return this;
    }

    private boolean indexWithoutTimes(int esmClass) {
        long octets = buf.getLong(esmClass);
        fixedOctets = octets;
        scheduleOffset = esmClass + 3;
        validityOffset = esmClass + 4;
        registeredDeliveryOffset = esmClass + 5;
        return (octets & NULS_OF_TIMES) == 0;
    }

    private void indexTimes(int esmClass) {
        scheduleOffset = esmClass + 3;
        validityOffset =
                endOfCString("schedule_delivery_time", scheduleOffset, MAX_TIME, CommandStatus.ESME_RINVSCHED) + 1;
        registeredDeliveryOffset =
                endOfCString("validity_period", validityOffset, MAX_TIME, CommandStatus.ESME_RINVEXPIRY) + 1;
        require(registeredDeliveryOffset, 5, "registered_delivery to sm_length");
        fixedOctets = (long) buf.getMedium(esmClass) << 40 | buf.getUnsignedMedium(registeredDeliveryOffset);
    }

    @Override
    int maxAddress() {
        return commandId() == CommandId.DELIVER_SM ? DataSmFlyweight.MAX_ADDRESS : MAX_SHORT_ADDRESS;
    }

    public int protocolId() {
        return (int) (fixedOctets >>> 48) & 0xFF;
    }

    public int priorityFlag() {
        return (int) (fixedOctets >>> 40) & 0xFF;
    }

    public int scheduleDeliveryTimeOffset() {
        return scheduleOffset;
    }

    public int scheduleDeliveryTimeLength() {
        return validityOffset - 1 - scheduleOffset;
    }

    public String scheduleDeliveryTime() {
        return string(scheduleOffset, scheduleDeliveryTimeLength());
    }

    public int validityPeriodOffset() {
        return validityOffset;
    }

    public int validityPeriodLength() {
        return registeredDeliveryOffset - 1 - validityOffset;
    }

    public String validityPeriod() {
        return string(validityOffset, validityPeriodLength());
    }

    public int replaceIfPresentFlag() {
        return (int) (fixedOctets >>> 8) & 0xFF;
    }

    public int smDefaultMsgId() {
        return buf.getUnsignedByte(registeredDeliveryOffset + 3);
    }

    public int shortMessageOffset() {
        return registeredDeliveryOffset + 5;
    }

    /** sm_length, 0 to 255. */
    public int shortMessageLength() {
        return shortMessageLength;
    }

    @Override
    public int userDataOffset() {
        return usesPayload() ? payloadOffset : shortMessageOffset();
    }

    @Override
    public int userDataLength() {
        return usesPayload() ? payloadLength : shortMessageLength;
    }

    private boolean usesPayload() {
        return shortMessageLength == 0 && payloadOffset >= 0;
    }
}
