package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/** submit_sm and deliver_sm (SMPP v3.4 §4.4.1, §4.6.1), which share one body. */
public final class SmFlyweight extends MessageFlyweight {
    /** Longest address of a submit_sm, without NUL. */
    static final int MAX_ADDRESS = 20;

    static final int MAX_TIME = 16;

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
        int maxAddress =
                PduHeader.commandId(buf, offset) == CommandId.DELIVER_SM ? DataSmFlyweight.MAX_ADDRESS : MAX_ADDRESS;
        scheduleOffset = indexAddresses(maxAddress) + 3;
        validityOffset =
                endOfCString("schedule_delivery_time", scheduleOffset, MAX_TIME, CommandStatus.ESME_RINVSCHED) + 1;
        registeredDeliveryOffset =
                endOfCString("validity_period", validityOffset, MAX_TIME, CommandStatus.ESME_RINVEXPIRY) + 1;
        require(registeredDeliveryOffset, 5, "registered_delivery to sm_length");
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

    public int protocolId() {
        return buf.getUnsignedByte(esmClassOffset + 1);
    }

    public int priorityFlag() {
        return buf.getUnsignedByte(esmClassOffset + 2);
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

    @Override
    public int registeredDelivery() {
        return buf.getUnsignedByte(registeredDeliveryOffset);
    }

    public int replaceIfPresentFlag() {
        return buf.getUnsignedByte(registeredDeliveryOffset + 1);
    }

    @Override
    public int dataCoding() {
        return buf.getUnsignedByte(registeredDeliveryOffset + 2);
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
